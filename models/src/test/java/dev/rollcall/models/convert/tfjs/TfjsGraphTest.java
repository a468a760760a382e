package dev.rollcall.models.convert.tfjs;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.graph.GraphBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.NodeDef;

class TfjsGraphTest {
  @TempDir Path folder;

  @Test
  void addTo_withAnUnknownOperation_namesNodeAndOperation() throws IOException {
    Path file = graphOf("{\"name\": \"strange\", \"op\": \"FlipTheImage\", \"input\": [\"x\"]}");
    TfjsGraph graph = TfjsGraph.read(file);

    ConversionException failure =
        assertThrows(ConversionException.class, () -> graph.addTo(new GraphBuilder(), "image"));

    assertThat(failure).hasMessageThat().contains("strange");
    assertThat(failure).hasMessageThat().contains("FlipTheImage");
  }

  @Test
  void addTo_withExplicitPadding_isRefused() throws IOException {
    Path file =
        graphOf(
            "{\"name\": \"deep\", \"op\": \"DepthwiseConv2dNative\", \"input\": [\"x\", \"size\"],"
                + " \"attr\": {\"padding\": {\"s\": \"RVhQTElDSVQ=\"}}}");
    TfjsGraph graph = TfjsGraph.read(file);

    ConversionException failure =
        assertThrows(ConversionException.class, () -> graph.addTo(new GraphBuilder(), "image"));

    assertThat(failure).hasMessageThat().contains("deep");
  }

  @Test
  void addTo_withTheBatchFixedInAReshape_opensIt() throws IOException {
    Path file = graphOf("{\"name\": \"flat\", \"op\": \"Reshape\", \"input\": [\"x\", \"size\"]}");
    GraphBuilder builder = new GraphBuilder();

    Map<String, String> outputs = TfjsGraph.read(file).addTo(builder, builder.image(2, 2));

    assertThat(outputs).containsExactly("out", "flat");
    NodeDef size =
        builder.build().getNodeList().stream()
            .filter(node -> node.getName().equals("size"))
            .findFirst()
            .orElseThrow();
    ByteBuffer values =
        ByteBuffer.wrap(size.getAttrOrThrow("value").getTensor().getTensorContent().toByteArray())
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(List.of(values.getInt(), values.getInt())).containsExactly(-1, 12).inOrder();
  }

  @Test
  void read_ofAFileThatIsNoGraph_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("model.json"), "{}");

    assertThrows(ConversionException.class, () -> TfjsGraph.read(file));
  }

  @Test
  void read_withWeightsCutShort_saysSo() throws IOException {
    Path file = graphOf("{\"name\": \"flat\", \"op\": \"Identity\", \"input\": [\"x\"]}");
    Files.write(folder.resolve("weights.bin"), new byte[5]);

    ConversionException failure =
        assertThrows(ConversionException.class, () -> TfjsGraph.read(file));

    assertThat(failure).hasMessageThat().contains("weights.bin");
  }

  /** A graph of the placeholder x, the int32 weight size [1, 12], and one more node. */
  private Path graphOf(String node) throws IOException {
    ByteBuffer weights = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    weights.putInt(1).putInt(12);
    Files.write(folder.resolve("weights.bin"), weights.array());
    String name = node.replaceAll("^\\{\"name\": \"([^\"]*)\".*", "$1");
    return Files.writeString(
        folder.resolve("model.json"),
        """
        {"modelTopology": {"node": [%s,
            {"name": "x", "op": "Placeholder"}, {"name": "size", "op": "Const"}]},
         "signature": {"outputs": {"out": {"name": "%s:0"}}},
         "weightsManifest": [{"paths": ["weights.bin"],
            "weights": [{"name": "size", "shape": [2], "dtype": "int32"}]}]}
        """
            .formatted(node, name));
  }
}
