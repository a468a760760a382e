package dev.rollcall.inference.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the pixels that a network sees are taken from the upright picture. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Crop.Picture.class, name = "picture"),
  @JsonSubTypes.Type(value = Crop.Box.class, name = "box"),
  @JsonSubTypes.Type(value = Crop.Similarity.class, name = "similarity"),
})
public sealed interface Crop {

  /**
   * The whole picture, shrunk (never stretched) to fit the input and padded with black at the right
   * and the bottom.
   *
   * @param retryPadding where no large face was found, look again at the picture on a canvas so
   *     many times its size, for close-ups that fill the frame; 0 for a network that does not need
   *     it
   * @param tiles look also at this many by this many overlapping tiles of large pictures; 0 or 1:
   *     never
   * @param tileOverlap the share of a tile that its neighbour shows too
   * @param tileFromPixels the longer side from which a picture is tiled
   * @param lastThreshold where no look has shown a face, the surest candidate of the last look
   *     counts from here on: a detector that must be strict among many faces may be less so about
   *     the only one; 0: the network's own threshold
   * @param largeFace the share of the picture's shorter side from which a face counts as large;
   *     null: nearly half, of which two hardly fit beside each other
   */
  record Picture(
      double retryPadding,
      int tiles,
      double tileOverlap,
      int tileFromPixels,
      double lastThreshold,
      @Nullable Double largeFace)
      implements Crop {
    /** The picture alone: no retry, no tiles. */
    public static final Picture ONCE = new Picture(0, 0, 0, 0, 0, null);
  }

  /**
   * The face's box.
   *
   * @param scale the box's sides are multiplied by this about its centre
   * @param square true: the shorter side grows to the longer with the picture's own pixels; false:
   *     the box keeps its shape and is centred on a black square
   * @param border what stands for pixels outside the picture
   */
  record Box(double scale, boolean square, Border border) implements Crop {}

  /**
   * The least-squares similarity that carries points of the face onto a template.
   *
   * @param source which points
   * @param indices the points of the source that take part, in the template's order
   * @param template {@code [[x, y], ...]} in pixels of the input tensor
   * @param closer how many times larger a second look shows the face, about the crop's centre; the
   *     output is averaged over both; null: one look
   * @param closerBy which points lay the second look, so that both do not err alike; null: the
   *     same. Where a face has only the ones or the others, they lay both
   */
  record Similarity(
      PointSource source,
      List<Integer> indices,
      List<List<Double>> template,
      @Nullable Double closer,
      @Nullable Points closerBy)
      implements Crop {
    /** One look. */
    public Similarity(PointSource source, List<Integer> indices, List<List<Double>> template) {
      this(source, indices, template, null, null);
    }

    public Similarity {
      indices = List.copyOf(indices);
      template = List.copyOf(template);
      if (indices.size() != template.size() || indices.size() < 2) {
        throw new IllegalArgumentException(
            "a similarity needs as many indices as template points, and at least two: "
                + indices.size()
                + " and "
                + template.size());
      }
      if (closerBy != null && closerBy.indices().size() != template.size()) {
        throw new IllegalArgumentException(
            "the closer look has %d points for a template of %d"
                .formatted(closerBy.indices().size(), template.size()));
      }
    }

    /** Whether a look is laid by such points. */
    public boolean uses(PointSource points) {
      return source == points || (closerBy != null && closerBy.source() == points);
    }
  }

  /**
   * Points of a face in a template's order.
   *
   * @param source which points
   * @param indices of the source
   */
  record Points(PointSource source, List<Integer> indices) {
    public Points {
      indices = List.copyOf(indices);
    }
  }

  /** What stands for pixels outside the picture. */
  enum Border {
    BLACK,
    REPLICATE,
    REFLECT,
    /**
     * There are none: the frame is shrunk until it fits into the picture, and moved into it. One
     * that is not square is stretched to the input's sides.
     */
    SHIFT
  }

  /** Which points of a face. */
  enum PointSource {
    /** The detector's five. */
    FIVE,
    /** The landmark network's 68. */
    LANDMARKS_68,
    /** The face mesh's 468. */
    MESH
  }
}
