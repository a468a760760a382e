package dev.rollcall.models.convert.openvino;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.nchw.NchwGraph;
import dev.rollcall.models.convert.nchw.Value;
import dev.rollcall.models.convert.nchw.Value.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network in OpenVINO's intermediate representation: one picture {@code [1, 3, H, W]} in, whose
 * batch is opened. FakeQuantize on weights is computed at import; on what is computed it stays, as
 * clipping and rounding. Layers that are not known are refused by name and type.
 */
public final class IrGraph {
  private static final String SINK = "/sink_port_";

  private final IrFile file;
  private final IrLayer input;
  private final List<Integer> inputShape;

  private IrGraph(IrFile file, IrLayer input, List<Integer> inputShape) {
    this.file = file;
    this.input = input;
    this.inputShape = inputShape;
  }

  /**
   * Reads the pair of files.
   *
   * @param xml its weights lie beside it
   * @throws ConversionException where it is no IR, or takes something else than one picture
   */
  public static IrGraph read(Path xml) throws IOException {
    IrFile file = IrFile.read(xml);
    List<IrLayer> inputs =
        file.inOrder().stream().filter(layer -> layer.type().equals("Parameter")).toList();
    if (inputs.size() != 1) {
      throw new ConversionException(
          "%s takes %d inputs; a network of one picture is wanted".formatted(xml, inputs.size()));
    }
    IrLayer input = inputs.get(0);
    String shape = input.text("shape", "");
    if (shape.contains("?") || shape.contains("..") || shape.contains("-1")) {
      throw input
          .origin()
          .refuse("leaves its shape open (%s): reshape the network first".formatted(shape));
    }
    List<Integer> sizes = input.integers("shape");
    if (sizes.size() != 4 || sizes.get(0) != 1 || sizes.get(1) != 3) {
      throw input.origin().refuse("has the shape %s; 1,3,height,width is wanted".formatted(shape));
    }
    return new IrGraph(file, input, sizes);
  }

  /** Pixels. */
  public int height() {
    return inputShape.get(2);
  }

  /** Pixels. */
  public int width() {
    return inputShape.get(3);
  }

  /**
   * Adds all layers to a graph.
   *
   * @param picture as {@link NchwGraph#picture} gives it
   * @return the outputs by the names of their Result layers, in the file's order
   * @throws ConversionException where a layer is not known; it names it
   */
  public Map<String, Activation> addTo(GraphBuilder builder, Activation picture)
      throws ConversionException {
    Map<IrLayer.Port, Value> values = new HashMap<>();
    IrOperations operations = new IrOperations(new NchwGraph(builder), values, file.weights());
    Map<String, Activation> outputs = new LinkedHashMap<>();
    for (IrLayer layer : file.inOrder()) {
      if (layer.equals(input)) {
        layer
            .outputPorts()
            .forEach(port -> values.put(new IrLayer.Port(layer.id(), port), picture));
      } else if (layer.type().equals("Result")) {
        if (!(values.get(layer.inputs().get(0)) instanceof Activation output)) {
          throw layer.origin().refuse("does not depend on the picture");
        }
        String name = layer.name();
        int sink = name.indexOf(SINK);
        outputs.put(sink < 0 ? name : name.substring(0, sink), output);
      } else {
        operations.add(layer);
      }
    }
    return outputs;
  }
}
