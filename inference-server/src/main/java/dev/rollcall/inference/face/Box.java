package dev.rollcall.inference.face;

/**
 * An upright rectangle around a face, in pixels of the upright picture.
 *
 * @param probability the detector's score, 0 to 1
 */
public record Box(double xMin, double yMin, double xMax, double yMax, double probability) {
  public double width() {
    return xMax - xMin;
  }

  public double height() {
    return yMax - yMin;
  }

  public double area() {
    return Math.max(0, width()) * Math.max(0, height());
  }

  /** The area that both cover. */
  public double intersection(Box other) {
    double width = Math.min(xMax, other.xMax) - Math.max(xMin, other.xMin);
    double height = Math.min(yMax, other.yMax) - Math.max(yMin, other.yMin);
    return width > 0 && height > 0 ? width * height : 0;
  }

  /** Intersection over union, 0 to 1. */
  public double iou(Box other) {
    double both = intersection(other);
    double union = area() + other.area() - both;
    return union > 0 ? both / union : 0;
  }

  /** The part of this box that lies in a picture of this size. */
  public Box clippedTo(int width, int height) {
    return new Box(
        Math.max(0, xMin),
        Math.max(0, yMin),
        Math.min(width, xMax),
        Math.min(height, yMax),
        probability);
  }
}
