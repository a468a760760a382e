package dev.rollcall.inference.vision;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.face.Affine;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Point;
import java.util.List;

/**
 * Where a crop lies in the picture: a manifest's recipe made into a transformation.
 *
 * @param width of the crop in pixels
 * @param height of the crop in pixels
 * @param toCrop from the picture's coordinates to the crop's
 * @param border what stands for pixels outside the picture
 * @param shown the part of the picture that is shown; the rest of the crop is black
 */
public record Framing(int width, int height, Affine toCrop, Crop.Border border, Box shown) {
  /**
   * A part of the picture, shrunk or grown evenly to fit, at the top left of the crop.
   *
   * @param part may reach beyond the picture: black there
   */
  public static Framing letterbox(Box part, int width, int height) {
    return letterbox(part, width, height, Double.POSITIVE_INFINITY);
  }

  /** The same, but never grown beyond a factor. */
  public static Framing letterbox(Box part, int width, int height, double mostGrowth) {
    double scale = Math.min(mostGrowth, Math.min(width / part.width(), height / part.height()));
    return new Framing(
        width,
        height,
        Affine.scaleAndMove(scale, scale, -part.xMin() * scale, -part.yMin() * scale),
        Crop.Border.BLACK,
        part);
  }

  /**
   * A face's box by its recipe; distorted by nothing, unless the recipe says SHIFT and no square.
   */
  public static Framing of(
      Crop.Box recipe, Box box, int width, int height, int pictureWidth, int pictureHeight) {
    if (recipe.border() == Crop.Border.SHIFT) {
      return fitted(recipe, box, width, height, pictureWidth, pictureHeight);
    }
    double boxWidth = box.width() * recipe.scale();
    double boxHeight = box.height() * recipe.scale();
    double side = Math.max(boxWidth, boxHeight);
    double centreX = (box.xMin() + box.xMax()) / 2;
    double centreY = (box.yMin() + box.yMax()) / 2;
    Box square = around(centreX, centreY, side, side);
    double scaleX = width / side;
    double scaleY = height / side;
    return new Framing(
        width,
        height,
        Affine.scaleAndMove(scaleX, scaleY, -square.xMin() * scaleX, -square.yMin() * scaleY),
        recipe.border(),
        recipe.square() ? square : around(centreX, centreY, boxWidth, boxHeight));
  }

  /** The frame shrunk evenly until it fits into the picture, and moved into it. */
  private static Framing fitted(
      Crop.Box recipe, Box box, int width, int height, int pictureWidth, int pictureHeight) {
    double longer = Math.max(box.width(), box.height());
    double boxWidth = recipe.square() ? longer : box.width();
    double boxHeight = recipe.square() ? longer : box.height();
    double scale =
        Math.min(recipe.scale(), Math.min(pictureWidth / boxWidth, pictureHeight / boxHeight));
    boxWidth *= scale;
    boxHeight *= scale;
    Box frame =
        around(
            shifted((box.xMin() + box.xMax()) / 2, boxWidth, pictureWidth),
            shifted((box.yMin() + box.yMax()) / 2, boxHeight, pictureHeight),
            boxWidth,
            boxHeight);
    double scaleX = width / boxWidth;
    double scaleY = height / boxHeight;
    return new Framing(
        width,
        height,
        Affine.scaleAndMove(scaleX, scaleY, -frame.xMin() * scaleX, -frame.yMin() * scaleY),
        Crop.Border.SHIFT,
        frame);
  }

  /**
   * Points of a face onto a template.
   *
   * @param template {@code [[x, y], ...]} in pixels of the crop, one for each point
   */
  public static Framing of(List<Point> points, List<List<Double>> template, int width, int height) {
    List<Point> to = template.stream().map(xy -> new Point(xy.get(0), xy.get(1))).toList();
    return new Framing(
        width,
        height,
        Affine.similarity(points, to),
        Crop.Border.BLACK,
        new Box(
            Double.NEGATIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            1));
  }

  /** The same part so many times larger, about the crop's centre. */
  public Framing closer(double times) {
    double centreX = width / 2.0;
    double centreY = height / 2.0;
    Affine larger =
        new Affine(
            toCrop.a() * times,
            toCrop.b() * times,
            (toCrop.tx() - centreX) * times + centreX,
            toCrop.c() * times,
            toCrop.d() * times,
            (toCrop.ty() - centreY) * times + centreY);
    return new Framing(width, height, larger, border, shown);
  }

  private static Box around(double x, double y, double width, double height) {
    return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2, 1);
  }

  /** The nearest centre at which the frame lies in the picture. */
  private static double shifted(double centre, double side, double pictureSide) {
    return side >= pictureSide
        ? pictureSide / 2
        : Math.min(Math.max(centre, side / 2), pictureSide - side / 2);
  }
}
