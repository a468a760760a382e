package dev.rollcall.models.training.data;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.vision.EncodedPicture;
import dev.rollcall.inference.vision.Framing;
import dev.rollcall.inference.vision.Picture;
import dev.rollcall.inference.vision.Vision;
import dev.rollcall.inference.vision.opencv.OpenCvVision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Cuts the face out of a picture exactly as the server will, by the recipe that the manifest of the
 * trained network will hold. Thread-safe.
 */
public final class FaceCutter {
  /** A picture of at most so many pixels a side is a crop already, as in the protocols of eval. */
  public static final int CROP_SIDE = 64;

  private final Supplier<FacePipeline> pipeline;
  private final Crop recipe;
  private final Mode mode;
  private final Vision vision = new OpenCvVision();

  /** Whether faces have to be found first. */
  public enum Mode {
    /** Small pictures are crops, in others the face is found. */
    AUTO,
    /** Every picture is a crop. */
    YES,
    /** In every picture the face is found. */
    NO
  }

  /**
   * A cutter.
   *
   * @param pipeline opened when the first picture needs it
   */
  public FaceCutter(Supplier<FacePipeline> pipeline, Crop recipe, Mode mode) {
    this.pipeline = pipeline;
    this.recipe = recipe;
    this.mode = mode;
  }

  /** What became of a picture: a face, or the reason why there is none. */
  public sealed interface Cut {
    /** The face. */
    record Found(Raster face) implements Cut {}

    /** No face; for a person. */
    record Missing(String reason) implements Cut {}
  }

  /**
   * Cuts one picture.
   *
   * @param encoded a picture file
   * @param side of the result, in pixels
   */
  public Cut cut(byte[] encoded, int side) {
    try {
      EncodedPicture file = EncodedPicture.of(encoded);
      try (Picture picture = vision.decode(file)) {
        if (mode == Mode.YES
            || (mode == Mode.AUTO && Math.max(picture.width(), picture.height()) <= CROP_SIDE)) {
          Box all = new Box(0, 0, picture.width(), picture.height(), 1);
          return new Cut.Found(picture.crop(Framing.letterbox(all, side, side)));
        }
        return framing(encoded, picture, side)
            .<Cut>map(framing -> new Cut.Found(picture.crop(framing)))
            .orElseGet(() -> new Cut.Missing("no face found"));
      }
    } catch (InferenceException e) {
      return new Cut.Missing(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Framing> framing(byte[] encoded, Picture picture, int side) {
    List<Face> faces = pipeline.get().analyze(encoded, needed()).faces();
    return faces.stream()
        .min(Comparator.comparingDouble(face -> fromCentre(face.box(), picture)))
        .flatMap(face -> framing(face, picture, side));
  }

  /** The points by which the recipe aligns; the 68 stand in for a detector without five. */
  private Set<Feature> needed() {
    if (!(recipe instanceof Crop.Similarity similarity)) {
      return Set.of();
    }
    return Set.of(
        similarity.source() == Crop.PointSource.MESH ? Feature.MESH : Feature.LANDMARKS_68);
  }

  private Optional<Framing> framing(Face face, Picture picture, int side) {
    if (recipe instanceof Crop.Similarity similarity) {
      List<Point> points =
          switch (similarity.source()) {
            case FIVE -> face.fivePoints();
            case LANDMARKS_68 -> face.landmarks68();
            case MESH -> face.mesh().stream().map(p -> new Point(p.x(), p.y())).toList();
          };
      return points.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Framing.of(
                  similarity.indices().stream().map(points::get).toList(),
                  similarity.template(),
                  side,
                  side));
    }
    if (recipe instanceof Crop.Box box) {
      return Optional.of(
          Framing.of(box, face.box(), side, side, picture.width(), picture.height()));
    }
    return Optional.of(Framing.letterbox(face.box(), side, side));
  }

  /** Of several faces the one in the middle is meant; large ones reach it more easily. */
  private static double fromCentre(Box box, Picture picture) {
    double dx = (box.xMin() + box.xMax() - picture.width()) / 2;
    double dy = (box.yMin() + box.yMax() - picture.height()) / 2;
    return Math.hypot(dx, dy) - Math.sqrt(box.area()) / 2;
  }
}
