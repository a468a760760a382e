package dev.rollcall.models.convert.frozen;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.RunningNetwork;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.task.Pixels;
import dev.rollcall.models.convert.task.Recipe;
import dev.rollcall.models.convert.task.TaskNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

class FrozenGraphTest {
  @TempDir Path folder;
  private final GraphBuilder graph = new GraphBuilder();

  @Test
  void read_ofAFrozenGraph_computesTheSameForAnyBatch() throws IOException {
    String doubled =
        graph.node("Mul", "doubled", placeholder(), graph.constant("two", Constant.scalar(2)));
    graph.add(
        NodeDef.newBuilder()
            .setName("flat")
            .setOp("Reshape")
            .addInput(doubled)
            .addInput(graph.integers("shape", List.of(2), 1, 6))
            .putAttr("T", GraphBuilder.type(DataType.DT_FLOAT))
            .putAttr("Tshape", GraphBuilder.type(DataType.DT_INT32)));
    Recipe recipe = new Recipe(Task.RECOGNITION, Pixels.rgb(), 1, 2, List.of(), false, -1, 1);

    try (RunningNetwork network =
        new RunningNetwork(TaskNetwork.read(written(), recipe), folder.resolve("saved"))) {
      float[] values =
          network
              .run(2, 1, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
              .getOrDefault("embedding", new float[0]);

      assertThat(values)
          .usingTolerance(1e-5)
          .containsExactly(2f, 4f, 6f, 8f, 10f, 12f, 14f, 16f, 18f, 20f, 22f, 24f)
          .inOrder();
    }
  }

  @Test
  void addTo_withAnUnknownOperation_namesNodeAndOperation() throws IOException {
    graph.node("NonMaxSuppressionV9", "strange", placeholder());
    FrozenGraph frozen = FrozenGraph.read(written());

    ConversionException failure =
        assertThrows(
            ConversionException.class,
            () -> frozen.addTo(new GraphBuilder(), "image", frozen.outputs()));

    assertThat(failure).hasMessageThat().contains("strange");
    assertThat(failure).hasMessageThat().contains("NonMaxSuppressionV9");
  }

  @Test
  void read_ofSomethingElse_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("net.pb"), "not a graph at all");

    assertThrows(ConversionException.class, () -> FrozenGraph.read(file));
  }

  private String placeholder() {
    return graph.add(
        NodeDef.newBuilder()
            .setName("input")
            .setOp("Placeholder")
            .putAttr("dtype", GraphBuilder.type(DataType.DT_FLOAT)));
  }

  private Path written() throws IOException {
    return Files.write(folder.resolve("net.pb"), graph.build().toByteArray());
  }
}
