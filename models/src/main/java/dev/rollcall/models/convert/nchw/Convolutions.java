package dev.rollcall.models.convert.nchw;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.nchw.Value.Activation;
import dev.rollcall.models.convert.nchw.Value.Layout;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Convolutions and pools.
 *
 * <p>Padding: SAME where TensorFlow pads as the file says, else a Pad in front. Never EXPLICIT:
 * under oneDNN an explicitly padded depthwise convolution ends the process.
 */
final class Convolutions {
  private final GraphBuilder graph;
  private final Layouts layouts;

  Convolutions(GraphBuilder graph, Layouts layouts) {
    this.graph = graph;
    this.layouts = layouts;
  }

  /**
   * A convolution.
   *
   * @param kernel {@code [out, in / groups, height, width]}
   */
  Activation convolve(Origin origin, Activation input, Constant kernel, Window window, int groups)
      throws ConversionException {
    if (kernel.shape().size() != 4) {
      throw origin.refuse("only two-dimensional convolutions are known, not " + kernel.shape());
    }
    boolean depthwise = groups > 1 && kernel.size(1) == 1;
    boolean reversed = input.layout() == Layout.REVERSED_CHANNELS_LAST && groups == 1;
    Activation x = reversed ? input : layouts.last(origin, input);
    int channels = x.shape().get(1);
    if (kernel.size(1) * groups != channels || kernel.size(0) % groups != 0) {
      throw origin.refuse(
          "a kernel of shape %s in %d groups does not fit %d channels"
              .formatted(kernel.shape(), groups, channels));
    }
    if (depthwise) {
      int multiplier = kernel.size(0) / groups;
      // [channels * multiplier, 1, h, w] to [h, w, channels, multiplier]
      Constant turned =
          kernel
              .transpose(2, 3, 0, 1)
              .reshape(List.of(kernel.size(2), kernel.size(3), groups, multiplier));
      return convolution("DepthwiseConv2dNative", origin, x, turned, kernel.size(0), window);
    }
    if (groups > 1) {
      return grouped(origin, x, kernel, window, groups);
    }
    Constant turned = kernel.transpose(2, 3, 1, 0);
    if (reversed) {
      turned = Layouts.reversed(kernel.transpose(2, 3, 0, 1)).transpose(0, 1, 3, 2);
    }
    return convolution("Conv2D", origin, x, turned, kernel.size(0), window);
  }

  /** TensorFlow's CPU kernel knows no groups: each on its own, then side by side. */
  private Activation grouped(
      Origin origin, Activation x, Constant kernel, Window window, int groups)
      throws ConversionException {
    int in = kernel.size(1);
    int out = kernel.size(0) / groups;
    List<String> parts = new ArrayList<>();
    List<Integer> shape = x.shape();
    for (int i = 0; i < groups; i++) {
      String slice =
          graph.add(
              NodeDef.newBuilder()
                  .setName(origin.name("group"))
                  .setOp("Slice")
                  .addInput(x.node())
                  .addInput(graph.integers(origin.name("begin"), List.of(4), 0, 0, 0, i * in))
                  .addInput(graph.integers(origin.name("size"), List.of(4), -1, -1, -1, in))
                  .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                  .putAttr("Index", GraphBuilder.type(DataType.DT_INT32)));
      List<Integer> sliced = new ArrayList<>(shape);
      sliced.set(1, in);
      Activation part =
          convolution(
              "Conv2D",
              origin,
              x.with(slice, sliced),
              kernel.slice(i * out, out).transpose(2, 3, 1, 0),
              out,
              window);
      parts.add(part.node());
      shape = part.shape();
    }
    List<Integer> joined = new ArrayList<>(shape);
    joined.set(1, kernel.size(0));
    return x.with(graph.concat(origin.name("groups"), 3, parts), joined);
  }

  private Activation convolution(
      String operation, Origin origin, Activation x, Constant kernel, int channels, Window window) {
    Padded padded = padded(origin, x, window, 0);
    String node =
        graph.add(
            NodeDef.newBuilder()
                .setName(origin.name())
                .setOp(operation)
                .addInput(padded.node)
                .addInput(graph.constant(origin.name("kernel"), kernel))
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("strides", pixels(window.strides()))
                .putAttr("dilations", pixels(window.dilations()))
                .putAttr("padding", GraphBuilder.string(padded.mode)));
    return new Activation(node, shape(x, channels, window), Layout.CHANNELS_LAST);
  }

  Activation maximum(Origin origin, Activation input, Window window) throws ConversionException {
    Activation x = layouts.last(origin, input);
    refuseDilation(origin, window);
    return pool("MaxPool", origin, x, padded(origin, x, window, -Float.MAX_VALUE), window);
  }

  /**
   * A mean over windows.
   *
   * @param countPadding whether the border's zeros count as pixels
   */
  Activation mean(Origin origin, Activation input, Window window, boolean countPadding)
      throws ConversionException {
    Activation x = layouts.last(origin, input);
    refuseDilation(origin, window);
    if (window.isUnpadded() && window.kernel().equals(x.shape().subList(2, 4))) {
      return globalMean(origin, x);
    }
    boolean same = isSame(x, window);
    if (!countPadding && !window.isUnpadded() && !same) {
      throw origin.refuse("a mean that leaves out this padding is not known: " + window);
    }
    // TensorFlow's own padding does not count; zeros of a Pad do.
    Padded padded =
        window.isUnpadded() || !countPadding
            ? new Padded(x.node(), same && !window.isUnpadded() ? "SAME" : "VALID")
            : pad(origin, x, window, 0);
    return pool("AvgPool", origin, x, padded, window);
  }

  /** The mean over all pixels, which keeps four axes. */
  Activation globalMean(Origin origin, Activation input) throws ConversionException {
    Activation x = layouts.last(origin, input);
    String node =
        graph.add(
            NodeDef.newBuilder()
                .setName(origin.name())
                .setOp("Mean")
                .addInput(x.node())
                .addInput(graph.integers(origin.name("axes"), List.of(2), 1, 2))
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("Tidx", GraphBuilder.type(DataType.DT_INT32))
                .putAttr("keep_dims", GraphBuilder.flag(true)));
    return x.with(node, List.of(x.shape().get(0), x.shape().get(1), 1, 1));
  }

  private Activation pool(
      String operation, Origin origin, Activation x, Padded padded, Window window) {
    String node =
        graph.add(
            NodeDef.newBuilder()
                .setName(origin.name())
                .setOp(operation)
                .addInput(padded.node)
                .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
                .putAttr("ksize", pixels(window.kernel()))
                .putAttr("strides", pixels(window.strides()))
                .putAttr("padding", GraphBuilder.string(padded.mode)));
    return x.with(node, shape(x, x.shape().get(1), window));
  }

  private record Padded(String node, String mode) {}

  private Padded padded(Origin origin, Activation x, Window window, float border) {
    if (isSame(x, window)) {
      return new Padded(x.node(), window.isUnpadded() ? "VALID" : "SAME");
    }
    return window.isUnpadded() ? new Padded(x.node(), "VALID") : pad(origin, x, window, border);
  }

  private Padded pad(Origin origin, Activation x, Window window, float border) {
    String sizes =
        graph.integers(
            origin.name("paddings"),
            List.of(4, 2),
            0,
            0,
            window.before().get(0),
            window.after().get(0),
            window.before().get(1),
            window.after().get(1),
            0,
            0);
    NodeDef.Builder node =
        NodeDef.newBuilder()
            .setName(origin.name("padded"))
            .setOp(border == 0 ? "Pad" : "PadV2")
            .addInput(x.node())
            .addInput(sizes)
            .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
            .putAttr("Tpaddings", GraphBuilder.type(DataType.DT_INT32));
    if (border != 0) {
      node.addInput(graph.constant(origin.name("border"), Constant.scalar(border)));
    }
    return new Padded(graph.add(node), "VALID");
  }

  private static boolean isSame(Activation x, Window window) {
    return window.isSame(0, x.shape().get(2)) && window.isSame(1, x.shape().get(3));
  }

  private static List<Integer> shape(Activation x, int channels, Window window) {
    return List.of(
        x.shape().get(0),
        channels,
        window.sizeOf(0, x.shape().get(2)),
        window.sizeOf(1, x.shape().get(3)));
  }

  private static void refuseDilation(Origin origin, Window window) throws ConversionException {
    if (!window.dilations().equals(List.of(1, 1))) {
      throw origin.refuse("a pool with dilation is not known");
    }
  }

  private static org.tensorflow.proto.AttrValue pixels(List<Integer> pair) {
    return GraphBuilder.integerList(1, pair.get(0), pair.get(1), 1);
  }
}
