package dev.rollcall.inference.vision.opencv;

import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.vision.EncodedPicture;
import dev.rollcall.inference.vision.ImageHeader;
import dev.rollcall.inference.vision.Picture;
import dev.rollcall.inference.vision.Vision;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes with OpenCV's codecs: 8 bit, three channels, EXIF orientation applied. OpenCV answers a
 * broken file with an empty picture or with an exception; both become CORRUPT_IMAGE.
 */
public final class OpenCvVision implements Vision {
  /**
   * A JPEG is decoded at a half, quarter or eighth while its longer side stays above this: a face
   * that the detector can still find there keeps more pixels than any network takes.
   */
  private static final int ENOUGH_PIXELS = 3000;

  private static final int MOST_REDUCED = 8;

  static {
    // Requests are the parallelism; OpenCV's own threads would only fight TensorFlow's for cores.
    opencv_core.setNumThreads(1);
  }

  @Override
  public Picture decode(EncodedPicture encoded) {
    ImageHeader header = encoded.header();
    try (BytePointer bytes = new BytePointer(encoded.bytes());
        Mat file = new Mat(1, encoded.bytes().length, opencv_core.CV_8UC1, bytes)) {
      Mat pixels = opencv_imgcodecs.imdecode(file, flags(reduction(header)));
      if (pixels.empty()) {
        pixels.close();
        throw broken();
      }
      boolean turned = pixels.cols() > pixels.rows() != header.width() > header.height();
      return turned
          ? new OpenCvPicture(pixels, header.height(), header.width())
          : new OpenCvPicture(pixels, header.width(), header.height());
    } catch (InferenceException e) {
      throw e;
    } catch (RuntimeException e) {
      throw broken();
    }
  }

  private static int reduction(ImageHeader header) {
    int reduction = 1;
    if (header.format() == ImageHeader.Format.JPEG) {
      int longer = Math.max(header.width(), header.height());
      while (reduction < MOST_REDUCED && longer / (2 * reduction) >= ENOUGH_PIXELS) {
        reduction *= 2;
      }
    }
    return reduction;
  }

  private static int flags(int reduction) {
    int size =
        switch (reduction) {
          case 1 -> opencv_imgcodecs.IMREAD_COLOR;
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
          default -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
        };
    return (size & ~opencv_imgcodecs.IMREAD_COLOR) | opencv_imgcodecs.IMREAD_COLOR_RGB;
  }

  private static InferenceException broken() {
    return new InferenceException(
        Problem.CORRUPT_IMAGE, "the picture is broken or cut short; take or export it again");
  }
}
