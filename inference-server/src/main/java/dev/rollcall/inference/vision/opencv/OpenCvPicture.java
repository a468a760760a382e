package dev.rollcall.inference.vision.opencv;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.face.Affine;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.vision.Framing;
import dev.rollcall.inference.vision.Picture;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * One decoded picture and its halvings.
 *
 * <p>Bilinear sampling sees four pixels. A crop that shrinks by more than two is taken from a
 * halved picture, so that it does not alias.
 *
 * <p>Memory: native; a third more than the picture once a strong shrink was asked for. Every Mat
 * that is made here is closed here.
 */
final class OpenCvPicture implements Picture {
  private static final int MEASURED_SIDE = 112;
  private static final int SMALLEST_HALVED = 16;
  private static final double GREY_LEVELS = 255;

  private final int width;
  private final int height;

  /** The picture, its half, its quarter …, made when first needed. */
  private final List<Mat> halvings = new ArrayList<>();

  /**
   * Takes the Mat over.
   *
   * @param rgb may have been decoded at a fraction of the size
   * @param width of the upright picture as it was sent
   * @param height of the upright picture as it was sent
   */
  OpenCvPicture(Mat rgb, int width, int height) {
    this.width = width;
    this.height = height;
    halvings.add(rgb);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Raster crop(Framing framing) {
    int level = 0;
    while (shrink(framing.toCrop(), level) >= 2 && canHalve(level)) {
      level++;
    }
    Mat source = halving(level);
    Rect shown = shown(framing);
    byte[] rgb = new byte[framing.width() * framing.height() * 3];
    if (shown.width() < 1 || shown.height() < 1) {
      shown.close();
      return new Raster(framing.height(), framing.width(), rgb);
    }
    try (shown;
        Scalar black = new Scalar(0, 0, 0, 0);
        Size size = new Size(shown.width(), shown.height());
        Mat crop = new Mat(framing.height(), framing.width(), opencv_core.CV_8UC3, black);
        Mat window = new Mat(crop, shown);
        Mat matrix = matrix(framing.toCrop(), source, shown)) {
      opencv_imgproc.warpAffine(
          source,
          window,
          matrix,
          size,
          opencv_imgproc.INTER_LINEAR,
          borderMode(framing.border()),
          black);
      crop.data().get(rgb);
      return new Raster(framing.height(), framing.width(), rgb);
    }
  }

  /** How many pixels of a halving fall on one pixel of the crop, along a side. */
  private double shrink(Affine toCrop, int level) {
    return halving(level).cols() / (double) width / toCrop.scale();
  }

  private boolean canHalve(int level) {
    return Math.min(halving(level).cols(), halving(level).rows()) >= SMALLEST_HALVED;
  }

  /** The part of the crop that is not left black; the caller closes it. */
  private static Rect shown(Framing framing) {
    Box part = framing.shown();
    int left = 0;
    int top = 0;
    int right = framing.width();
    int bottom = framing.height();
    if (Double.isFinite(part.xMin())) {
      Affine toCrop = framing.toCrop();
      left = clamp(toCrop.a() * part.xMin() + toCrop.tx(), right);
      top = clamp(toCrop.d() * part.yMin() + toCrop.ty(), bottom);
      right = clamp(toCrop.a() * part.xMax() + toCrop.tx(), right);
      bottom = clamp(toCrop.d() * part.yMax() + toCrop.ty(), bottom);
    }
    return new Rect(left, top, right - left, bottom - top);
  }

  private static int clamp(double value, int most) {
    return (int) Math.max(0, Math.min(most, Math.round(value)));
  }

  /** OpenCV counts pixel centres from 0, the house counts edges: half a pixel either way. */
  private Mat matrix(Affine toCrop, Mat source, Rect shown) {
    double perColumn = (double) width / source.cols();
    double perRow = (double) height / source.rows();
    double a = toCrop.a() * perColumn;
    double b = toCrop.b() * perRow;
    double c = toCrop.c() * perColumn;
    double d = toCrop.d() * perRow;
    Mat matrix = new Mat(2, 3, opencv_core.CV_64FC1);
    try (DoubleIndexer cells = matrix.createIndexer()) {
      cells.put(0, 0, a);
      cells.put(0, 1, b);
      cells.put(0, 2, toCrop.tx() + (a + b - 1) / 2 - shown.x());
      cells.put(1, 0, c);
      cells.put(1, 1, d);
      cells.put(1, 2, toCrop.ty() + (c + d - 1) / 2 - shown.y());
    }
    return matrix;
  }

  private static int borderMode(Crop.Border border) {
    return switch (border) {
      case BLACK, SHIFT -> opencv_core.BORDER_CONSTANT;
      case REPLICATE -> opencv_core.BORDER_REPLICATE;
      case REFLECT -> opencv_core.BORDER_REFLECT_101;
    };
  }

  private Mat halving(int level) {
    while (halvings.size() <= level) {
      Mat larger = halvings.get(halvings.size() - 1);
      Mat half = new Mat();
      try (Size size = new Size(larger.cols() / 2, larger.rows() / 2)) {
        opencv_imgproc.resize(larger, half, size, 0, 0, opencv_imgproc.INTER_AREA);
      }
      halvings.add(half);
    }
    return halvings.get(level);
  }

  @Override
  public Measures measure(Box box) {
    Raster face = crop(Framing.letterbox(box, MEASURED_SIDE, MEASURED_SIDE));
    try (Rect shown = shown(Framing.letterbox(box, MEASURED_SIDE, MEASURED_SIDE));
        Mat square = new Mat(MEASURED_SIDE, MEASURED_SIDE, opencv_core.CV_8UC3);
        Mat colour = new Mat(square, shown);
        Mat grey = new Mat();
        Mat edges = new Mat()) {
      square.data().put(face.rgb());
      opencv_imgproc.cvtColor(colour, grey, opencv_imgproc.COLOR_RGB2GRAY);
      Spread level = Spread.of(grey);
      opencv_imgproc.Laplacian(grey, edges, opencv_core.CV_64F);
      double detail = Spread.of(edges).deviation() / Math.max(level.deviation(), 1);
      return new Measures(
          detail * detail, level.mean() / GREY_LEVELS, level.deviation() / GREY_LEVELS);
    }
  }

  private record Spread(double mean, double deviation) {
    static Spread of(Mat values) {
      try (Mat mean = new Mat();
          Mat deviation = new Mat()) {
        opencv_core.meanStdDev(values, mean, deviation);
        try (DoubleIndexer means = mean.createIndexer();
            DoubleIndexer deviations = deviation.createIndexer()) {
          return new Spread(means.get(0, 0), deviations.get(0, 0));
        }
      }
    }
  }

  @Override
  public void close() {
    halvings.forEach(Mat::close);
    halvings.clear();
  }
}
