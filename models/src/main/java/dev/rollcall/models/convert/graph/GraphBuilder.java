package dev.rollcall.models.convert.graph;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.proto.VersionDef;

/**
 * Builds a graph node by node. A tensor is known by the name of the node that gives it. Names asked
 * for twice get a number. All pictures are NHWC.
 *
 * <p>Not thread-safe.
 */
public final class GraphBuilder {
  // TensorFlow 2.4's: old enough for every runtime we meet, new enough for every operation used.
  private static final int GRAPH_PRODUCER = 561;

  private final GraphDef.Builder graph =
      GraphDef.newBuilder().setVersions(VersionDef.newBuilder().setProducer(GRAPH_PRODUCER));
  private final Set<String> names = new HashSet<>();

  /** How a window treats the border. */
  public enum Padding {
    SAME,
    VALID
  }

  /**
   * The input {@link Network#INPUT}, as float32 with the values 0 to 255.
   *
   * @param height in pixels, or -1 for any
   * @param width in pixels, or -1 for any
   */
  public String image(int height, int width) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(dimension(-1))
            .addDim(dimension(height))
            .addDim(dimension(width))
            .addDim(dimension(3))
            .build();
    names.add(Network.INPUT);
    graph.addNode(
        NodeDef.newBuilder()
            .setName(Network.INPUT)
            .setOp("Placeholder")
            .putAttr("dtype", type(DataType.DT_UINT8))
            .putAttr("shape", AttrValue.newBuilder().setShape(shape).build()));
    return add(
        NodeDef.newBuilder()
            .setName("image/float")
            .setOp("Cast")
            .addInput(Network.INPUT)
            .putAttr("SrcT", type(DataType.DT_UINT8))
            .putAttr("DstT", type(DataType.DT_FLOAT)));
  }

  /** {@code (image - mean) / divisor}; one mean for all channels or one for each. */
  public String normalise(String image, double divisor, float... mean) {
    String centred =
        node("Sub", "image/centred", image, constant("image/mean", Constant.vector(mean)));
    return node(
        "Mul", "image/scaled", centred, constant("image/factor", Constant.scalar(1 / divisor)));
  }

  public String constant(String name, Constant value) {
    return constant(name, value.toProto());
  }

  public String constant(String name, TensorProto value) {
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Const")
            .putAttr("dtype", type(value.getDtype()))
            .putAttr("value", AttrValue.newBuilder().setTensor(value).build()));
  }

  /** An int32 constant; an empty shape for a scalar. */
  public String integers(String name, List<Integer> shape, int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    shape.forEach(size -> dimensions.addDim(dimension(size)));
    return constant(
        name,
        TensorProto.newBuilder()
            .setDtype(DataType.DT_INT32)
            .setTensorShape(dimensions)
            .setTensorContent(ByteString.copyFrom(bytes.array()))
            .build());
  }

  /** An operation on float32 tensors without attributes of its own. */
  public String node(String operation, String name, String... inputs) {
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp(operation)
            .addAllInput(List.of(inputs))
            .putAttr("T", type(DataType.DT_FLOAT)));
  }

  public String conv2d(String x, String name, Constant kernel, int stride, Padding padding) {
    return convolution("Conv2D", x, name, kernel, stride, padding);
  }

  public String depthwise(String x, String name, Constant kernel, int stride) {
    return convolution("DepthwiseConv2dNative", x, name, kernel, stride, Padding.SAME);
  }

  private String convolution(
      String operation, String x, String name, Constant kernel, int stride, Padding padding) {
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp(operation)
            .addInput(x)
            .addInput(constant(name + "/kernel", kernel))
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("strides", integerList(1, stride, stride, 1))
            .putAttr("padding", string(padding.name())));
  }

  public String biasAdd(String x, String name, Constant bias) {
    return node("BiasAdd", name, x, constant(name + "/values", bias));
  }

  public String pool(
      String operation, String x, String name, int window, int stride, Padding padding) {
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp(operation)
            .addInput(x)
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("ksize", integerList(1, window, window, 1))
            .putAttr("strides", integerList(1, stride, stride, 1))
            .putAttr("padding", string(padding.name())));
  }

  /** The mean over height and width: {@code [N, H, W, C]} to {@code [N, C]}. */
  public String globalMean(String x, String name) {
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Mean")
            .addInput(x)
            .addInput(integers(name + "/axes", List.of(2), 1, 2))
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Tidx", type(DataType.DT_INT32)));
  }

  /** Zeros at the bottom, at the right and behind the last channel. */
  public String padAfter(String x, String name, int rowsAndColumns, int channels) {
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Pad")
            .addInput(x)
            .addInput(
                integers(
                    name + "/paddings",
                    List.of(4, 2),
                    0,
                    0,
                    0,
                    rowsAndColumns,
                    0,
                    rowsAndColumns,
                    0,
                    channels))
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Tpaddings", type(DataType.DT_INT32)));
  }

  /** Gives each row of the batch that shape; no size: one number a row. */
  public String reshapeRows(String x, String name, int... rowShape) {
    int[] shape = new int[rowShape.length + 1];
    shape[0] = -1;
    System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Reshape")
            .addInput(x)
            .addInput(integers(name + "/shape", List.of(shape.length), shape))
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Tshape", type(DataType.DT_INT32)));
  }

  /**
   * Gives each row that shape, of which one size is open.
   *
   * @param rowShape -1 for the open size
   */
  public String reshapeOpenRows(String x, String name, int... rowShape) {
    String target =
        add(
            NodeDef.newBuilder()
                .setName(name + "/target")
                .setOp("ConcatV2")
                .addInput(batchSize(x, name + "/batch"))
                .addInput(integers(name + "/row", List.of(rowShape.length), rowShape))
                .addInput(integers(name + "/axis", List.of(), 0))
                .putAttr("N", AttrValue.newBuilder().setI(2).build())
                .putAttr("T", type(DataType.DT_INT32))
                .putAttr("Tidx", type(DataType.DT_INT32)));
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Reshape")
            .addInput(x)
            .addInput(target)
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Tshape", type(DataType.DT_INT32)));
  }

  /** One vector a row, however long. */
  public String flattenRows(String x, String name) {
    return reshapeOpenRows(x, name, -1);
  }

  /** One column of {@code [N, D]} as {@code [N, 1]}. */
  public String column(String x, String name, int index) {
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Slice")
            .addInput(x)
            .addInput(integers(name + "/begin", List.of(2), 0, index))
            .addInput(integers(name + "/size", List.of(2), -1, 1))
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Index", type(DataType.DT_INT32)));
  }

  /** How many rows the batch has, as an int32 vector of one. */
  public String batchSize(String x, String name) {
    return sizes(x, name, 0, 1);
  }

  /** Height and width of {@code [N, H, W, C]}, as an int32 vector. */
  public String pictureSize(String x, String name) {
    return sizes(x, name, 1, 2);
  }

  private String sizes(String x, String name, int begin, int count) {
    String all =
        add(
            NodeDef.newBuilder()
                .setName(name + "/all")
                .setOp("Shape")
                .addInput(x)
                .putAttr("T", type(DataType.DT_FLOAT))
                .putAttr("out_type", type(DataType.DT_INT32)));
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Slice")
            .addInput(all)
            .addInput(integers(name + "/begin", List.of(1), begin))
            .addInput(integers(name + "/count", List.of(1), count))
            .putAttr("T", type(DataType.DT_INT32))
            .putAttr("Index", type(DataType.DT_INT32)));
  }

  /** {@code x * weights + bias} for {@code [N, in]}. */
  public String dense(String x, String name, Constant weights) {
    return node("MatMul", name, x, constant(name + "/weights", weights));
  }

  public String concat(String name, int axis, List<String> parts) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp("ConcatV2").addAllInput(parts);
    return add(
        node.addInput(integers(name + "/axis", List.of(), axis))
            .putAttr("N", AttrValue.newBuilder().setI(parts.size()).build())
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Tidx", type(DataType.DT_INT32)));
  }

  /** A part of the last of three axes. */
  public String sliceLast(String x, String name, int begin, int size) {
    return add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Slice")
            .addInput(x)
            .addInput(integers(name + "/begin", List.of(3), 0, 0, begin))
            .addInput(integers(name + "/size", List.of(3), -1, -1, size))
            .putAttr("T", type(DataType.DT_FLOAT))
            .putAttr("Index", type(DataType.DT_INT32)));
  }

  /** Adds a node made elsewhere; its name must be free or gets a number. */
  public String add(NodeDef.Builder node) {
    String wanted = node.getName();
    String name = wanted;
    for (int i = 1; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    graph.addNode(node.setName(name));
    return name;
  }

  public GraphDef build() {
    return graph.build();
  }

  /** The network with these outputs: name in the signature, node, shape of a row. */
  public Network network(int height, int width, Map<String, Network.Output> outputs) {
    return new Network(build(), height, width, new HashMap<>(outputs));
  }

  public static AttrValue type(DataType type) {
    return AttrValue.newBuilder().setType(type).build();
  }

  public static AttrValue string(String value) {
    return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
  }

  public static AttrValue flag(boolean value) {
    return AttrValue.newBuilder().setB(value).build();
  }

  public static AttrValue integerList(long... values) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    Arrays.stream(values).forEach(list::addI);
    return AttrValue.newBuilder().setList(list).build();
  }

  private static TensorShapeProto.Dim dimension(long size) {
    return TensorShapeProto.Dim.newBuilder().setSize(size).build();
  }
}
