package dev.rollcall.models.convert.nchw;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.nchw.Value.Activation;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Growing and shrinking pictures inside a network. The rules differ by half a pixel between
 * formats, which shifts whole maps: only combinations that TensorFlow computes the same way pass.
 */
final class Resizing {
  private final GraphBuilder graph;
  private final Layouts layouts;

  Resizing(GraphBuilder graph, Layouts layouts) {
    this.graph = graph;
    this.layouts = layouts;
  }

  /** How a pixel of the result finds its place in the source. */
  enum Alignment {
    /** {@code x / scale}. */
    ASYMMETRIC,
    /** {@code (x + 0.5) / scale - 0.5}. */
    HALF_PIXEL,
    /** Corner pixels lie on corner pixels. */
    ALIGN_CORNERS
  }

  /** By whole factors, each pixel repeated. */
  Activation repeat(Origin origin, Activation given, int byHeight, int byWidth)
      throws ConversionException {
    Activation x = layouts.last(origin, given);
    // floor(x / scale) and the nearest to (x + 0.5) / scale - 0.5 are one pixel at whole factors.
    return resized(
        origin,
        "ResizeNearestNeighbor",
        x,
        sizes(origin, x, byHeight, byWidth),
        List.of(scaled(x, 2, byHeight), scaled(x, 3, byWidth)),
        Alignment.ASYMMETRIC);
  }

  /** Linearly between pixels, to a size. */
  Activation linear(Origin origin, Activation given, int height, int width, Alignment alignment)
      throws ConversionException {
    Activation x = layouts.last(origin, given);
    return resized(
        origin,
        "ResizeBilinear",
        x,
        graph.integers(origin.name("size"), List.of(2), height, width),
        List.of(height, width),
        alignment);
  }

  private static int scaled(Activation x, int axis, int by) {
    int size = x.shape().get(axis);
    return size < 0 ? size : size * by;
  }

  private String sizes(Origin origin, Activation x, int byHeight, int byWidth) {
    if (x.shape().get(2) >= 0 && x.shape().get(3) >= 0) {
      return graph.integers(
          origin.name("size"), List.of(2), scaled(x, 2, byHeight), scaled(x, 3, byWidth));
    }
    String now = graph.pictureSize(x.node(), origin.name("now"));
    return graph.add(
        NodeDef.newBuilder()
            .setName(origin.name("size"))
            .setOp("Mul")
            .addInput(now)
            .addInput(graph.integers(origin.name("factors"), List.of(2), byHeight, byWidth))
            .putAttr("T", GraphBuilder.type(DataType.DT_INT32)));
  }

  private Activation resized(
      Origin origin,
      String operation,
      Activation x,
      String size,
      List<Integer> pixels,
      Alignment alignment) {
    String node =
        graph.add(
            NodeDef.newBuilder()
                .setName(origin.name())
                .setOp(operation)
                .addInput(x.node())
                .addInput(size)
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("align_corners", GraphBuilder.flag(alignment == Alignment.ALIGN_CORNERS))
                .putAttr(
                    "half_pixel_centers", GraphBuilder.flag(alignment == Alignment.HALF_PIXEL)));
    return x.with(node, List.of(x.shape().get(0), x.shape().get(1), pixels.get(0), pixels.get(1)));
  }
}
