package dev.rollcall.models.training;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import dev.rollcall.models.convert.graph.SavedModelFile;
import dev.rollcall.models.training.data.Detail;
import dev.rollcall.models.training.graph.Batch;
import dev.rollcall.models.training.graph.Precision;
import dev.rollcall.models.training.graph.TrainingGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmotionExportTest {
  @TempDir Path folder;

  @Test
  void servedNetwork_saysWhatTheTrainedOneSaid() throws Exception {
    compare(48, null, 1.7);
  }

  @Test
  void servedNetwork_ofBlurredData_coarsensPicturesItself() throws Exception {
    compare(24, new Detail(48, 24, 3, 0.015), 1);
  }

  private void compare(int side, @Nullable Detail detail, double temperature) throws Exception {
    EmotionNet net = new EmotionNet(4, side, 8, 0);
    byte[] grey = new byte[48 * 48];
    byte[] rgb = new byte[48 * 48 * 3];
    Random random = new Random(1);
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % 48 * 4 + random.nextInt(40));
      rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = grey[i];
    }
    byte[] seen = detail == null ? grey : detail.apply(detail.gainsOfSharp(), grey);
    float[] image = new float[seen.length];
    for (int i = 0; i < seen.length; i++) {
      image[i] = seen[i] & 0xff;
    }
    try (TrainingGraph graph =
        new TrainingGraph(net, new TrainingGraph.Setup(2, 0, 0.5, Precision.FLOAT32, 1))) {
      Batch batch =
          new Batch(
              2,
              Map.of(
                  EmotionNet.IMAGE, new Batch.Block(repeated(image), 2, side, side, 1),
                  EmotionNet.TARGET, new Batch.Block(new float[] {1, 0, 0, 0, 0, 1, 0, 0}, 2, 4),
                  EmotionNet.WEIGHT, new Batch.Block(new float[] {1, 1}, 2)));
      for (int step = 1; step <= 3; step++) {
        graph.step(batch, 1e-3, step);
      }
      float[] logits =
          graph
              .infer(
                  new Batch(1, Map.of(EmotionNet.IMAGE, new Batch.Block(image, 1, side, side, 1))))
              .getOrDefault(EmotionNet.LOGITS, new float[0]);
      double[] expected = EmotionJudge.softmax(logits, temperature);
      Path model = Files.createDirectories(folder.resolve("model"));
      SavedModelFile.write(
          EmotionExport.of(net, graph.slowWeights(), 48, detail, temperature), model);
      try (Engine engine = TensorFlowEngine.open(DeviceChoice.CPU);
          Network served = engine.load(model)) {
        float[] given = served.run(List.of(new Raster(48, 48, rgb))).row(0).get("probabilities", 4);
        for (int i = 0; i < 4; i++) {
          assertThat((double) given[i]).isWithin(detail == null ? 1e-3 : 2e-2).of(expected[i]);
        }
      }
    }
  }

  private static float[] repeated(float[] image) {
    float[] twice = new float[2 * image.length];
    System.arraycopy(image, 0, twice, 0, image.length);
    for (int i = 0; i < image.length; i++) {
      twice[image.length + i] = 255 - image[i];
    }
    return twice;
  }
}
