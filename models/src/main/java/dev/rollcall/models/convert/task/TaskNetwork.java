package dev.rollcall.models.convert.task;

import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.frozen.FrozenGraph;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.nchw.NchwGraph;
import dev.rollcall.models.convert.nchw.Value;
import dev.rollcall.models.convert.nchw.Value.Activation;
import dev.rollcall.models.convert.onnx.OnnxGraph;
import dev.rollcall.models.convert.openvino.IrGraph;
import dev.rollcall.models.convert.tfjs.TfjsGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a network of any known format for one of the server's tasks. */
public final class TaskNetwork {
  private final Path file;
  private final Recipe recipe;
  private final GraphBuilder graph = new GraphBuilder();

  private TaskNetwork(Path file, Recipe recipe) {
    this.file = file;
    this.recipe = recipe;
  }

  /**
   * Reads the file, whose name tells the format: {@code .onnx}, {@code .xml} (OpenVINO, its {@code
   * .bin} beside it), {@code .json} (TensorFlow.js, its weights beside it), {@code .pb} (frozen).
   *
   * @throws ConversionException where the format or an operation is not known, or the outputs are
   *     not those of the task; the message names node and operation
   */
  public static Network read(Path file, Recipe recipe) throws IOException {
    return new TaskNetwork(file, recipe).read();
  }

  private Network read() throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".onnx")) {
      OnnxGraph onnx = OnnxGraph.read(file);
      int height = side(onnx.height(), recipe.height());
      int width = side(onnx.width(), recipe.width());
      return network(height, width, raw(onnx.addTo(graph, picture(height, width))));
    }
    if (name.endsWith(".xml")) {
      IrGraph ir = IrGraph.read(file);
      return network(
          ir.height(), ir.width(), raw(ir.addTo(graph, picture(ir.height(), ir.width()))));
    }
    if (name.endsWith(".json")) {
      TfjsGraph tfjs = TfjsGraph.read(file);
      int height = given(tfjs.height(), recipe.height());
      int width = given(tfjs.width(), recipe.width());
      return network(height, width, unknown(tfjs.addTo(graph, channelsLast(height, width))));
    }
    if (name.endsWith(".pb")) {
      FrozenGraph frozen = FrozenGraph.read(file);
      int height = given(frozen.height(), recipe.height());
      int width = given(frozen.width(), recipe.width());
      List<String> outputs = recipe.outputs().isEmpty() ? frozen.outputs() : recipe.outputs();
      return network(
          height, width, unknown(frozen.addTo(graph, channelsLast(height, width), outputs)));
    }
    throw new ConversionException(
        file + " is no .onnx, .xml (OpenVINO), .json (TensorFlow.js) or .pb (frozen) file");
  }

  /** A side that the file leaves open stays open for detectors alone. */
  private int side(int inFile, int wanted) throws ConversionException {
    return inFile == Value.OPEN && recipe.task() == Task.DETECTION && wanted == 0
        ? Value.OPEN
        : given(inFile, wanted);
  }

  private int given(int inFile, int wanted) throws ConversionException {
    if (inFile > 0 && wanted > 0 && inFile != wanted) {
      throw new ConversionException(
          "%s takes %d pixels a side, not %d".formatted(file, inFile, wanted));
    }
    if (inFile <= 0 && wanted <= 0) {
      throw new ConversionException(
          file + " leaves the size of its picture open: say which with --size");
    }
    return inFile > 0 ? inFile : wanted;
  }

  private String image(int height, int width) {
    return recipe.pixels().scale(graph, graph.image(Math.max(-1, height), Math.max(-1, width)));
  }

  private Activation picture(int height, int width) {
    return NchwGraph.picture(image(height, width), height, width, recipe.pixels().bgr());
  }

  private String channelsLast(int height, int width) {
    String image = image(height, width);
    return recipe.pixels().bgr()
        ? new NchwGraph(graph).channelsLast(NchwGraph.picture(image, height, width, true))
        : image;
  }

  private Map<String, Raw> raw(Map<String, Activation> outputs) {
    NchwGraph nchw = new NchwGraph(graph);
    Map<String, Raw> raw = new LinkedHashMap<>();
    outputs.forEach(
        (name, output) ->
            raw.put(
                name,
                new Raw(nchw.plain(output), output.shape().subList(1, output.shape().size()))));
    return raw;
  }

  private static Map<String, Raw> unknown(Map<String, String> outputs) {
    Map<String, Raw> raw = new LinkedHashMap<>();
    outputs.forEach((name, node) -> raw.put(name, new Raw(node, Raw.UNKNOWN)));
    return raw;
  }

  private Network network(int height, int width, Map<String, Raw> found)
      throws ConversionException {
    Map<String, Raw> chosen = new LinkedHashMap<>();
    for (String name : recipe.outputs().isEmpty() ? found.keySet() : recipe.outputs()) {
      Raw output = found.get(name);
      if (output == null) {
        throw new ConversionException(
            "%s has no output %s; it has %s".formatted(file, name, found.keySet()));
      }
      chosen.put(name, output);
    }
    try {
      return graph.network(
          Math.max(-1, height),
          Math.max(-1, width),
          recipe.task() == Task.DETECTION
              ? new YuNetHead(graph).outputs(chosen)
              : new TaskHeads(graph, recipe).outputs(List.copyOf(chosen.values())));
    } catch (ConversionException e) {
      throw new ConversionException(file + ": " + e.getMessage());
    }
  }
}
