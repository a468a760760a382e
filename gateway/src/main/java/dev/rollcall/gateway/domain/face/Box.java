package dev.rollcall.gateway.domain.face;

/** Where a face is, in pixels of the upright picture, origin at the top left corner. */
public record Box(float xMin, float yMin, float xMax, float yMax, float probability) {
  public float width() {
    return Math.max(0, xMax - xMin);
  }

  public float height() {
    return Math.max(0, yMax - yMin);
  }

  public float area() {
    return width() * height();
  }

  public float shorterSide() {
    return Math.min(width(), height());
  }
}
