package dev.rollcall.models.convert.onnx;

import static com.google.common.truth.Truth.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.Mirror;
import dev.rollcall.models.convert.RunningNetwork;
import dev.rollcall.models.convert.task.Pixels;
import dev.rollcall.models.convert.task.Recipe;
import dev.rollcall.models.convert.task.TaskNetwork;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imported ONNX networks against ONNX Runtime on the same pixels, one row and four. */
class OnnxNumbersTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "minifasnet, 2.7_80x80_MiniFASNetV2.onnx, 80, true, 1, 1",
    "minifasnet, 4_0_0_80x80_MiniFASNetV1SE.onnx, 80, true, 1, 1",
    "celebaspoof-minifas, best_model_98.20.onnx, 128, false, 255, 0",
    "celebaspoof-minifas, best_model_97.80.onnx, 128, false, 255, 0",
  })
  void liveness_againstOnnxRuntime_agrees(
      String source, String name, int side, boolean bgr, float divisor, int live)
      throws IOException, OrtException {
    Path file = Mirror.file(source, name);
    Pixels pixels = bgr ? Pixels.bgr255() : Pixels.rgbToOne();
    Recipe recipe = Recipe.of(Task.LIVENESS, pixels).liveLogit(live);
    try (RunningNetwork network = new RunningNetwork(TaskNetwork.read(file, recipe), folder)) {
      for (int rows : new int[] {1, 4}) {
        byte[] rgb = RunningNetwork.pixels(rows, side, side, rows);

        float[] actual = network.run(rows, side, side, rgb).getOrDefault("live", new float[0]);

        float[] logits =
            runtime(
                    file,
                    RunningNetwork.channelsFirst(rgb, rows, side, side, bgr, divisor),
                    rows,
                    side,
                    side)
                .getOrDefault("output", new float[0]);
        int classes = logits.length / rows;
        assertThat(actual).hasLength(rows);
        for (int row = 0; row < rows; row++) {
          double sum = 0;
          for (int i = 0; i < classes; i++) {
            sum += Math.exp(logits[row * classes + i] - logits[row * classes + live]);
          }
          assertThat(actual[row]).isWithin((float) TOLERANCE).of((float) (1 / sum));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"yunet_n_dynamic.onnx, 96, 160", "yunet_n_dynamic.onnx, 320, 256"})
  void detection_againstOnnxRuntime_agrees(String name, int height, int width)
      throws IOException, OrtException {
    Path file = Mirror.file("yunet_n", name);
    Recipe recipe = Recipe.of(Task.DETECTION, Pixels.bgr255());
    try (RunningNetwork network = new RunningNetwork(TaskNetwork.read(file, recipe), folder)) {
      for (int rows : new int[] {1, 4}) {
        byte[] rgb = RunningNetwork.pixels(rows, height, width, rows);

        Map<String, float[]> actual = network.run(rows, height, width, rgb);

        Map<String, float[]> raw =
            runtime(
                file,
                RunningNetwork.channelsFirst(rgb, rows, height, width, true, 1),
                rows,
                height,
                width);
        compareDetections(actual, raw, rows, height, width);
      }
    }
  }

  private static void compareDetections(
      Map<String, float[]> actual, Map<String, float[]> raw, int rows, int height, int width) {
    float[] boxes = actual.getOrDefault("boxes", new float[0]);
    float[] scores = actual.getOrDefault("scores", new float[0]);
    float[] points = actual.getOrDefault("landmarks", new float[0]);
    int anchors = scores.length / rows;
    int start = 0;
    for (int stride : new int[] {8, 16, 32}) {
      int columns = width / stride;
      int cells = columns * (height / stride);
      float[] box = raw.getOrDefault("bbox_" + stride, new float[0]);
      float[] point = raw.getOrDefault("kps_" + stride, new float[0]);
      float[] classes = raw.getOrDefault("cls_" + stride, new float[0]);
      float[] objects = raw.getOrDefault("obj_" + stride, new float[0]);
      for (int i = 0; i < rows * cells; i++) {
        int at = i / cells * anchors + start + i % cells;
        double x = (i % cells % columns + box[i * 4]) * stride;
        double half = Math.exp(box[i * 4 + 2]) * stride / 2;
        assertThat(boxes[at * 4]).isWithin(0.01f).of((float) (x - half));
        assertThat(boxes[at * 4 + 2]).isWithin(0.01f).of((float) (x + half));
        // Squared: a root makes much of differences near zero.
        assertThat(scores[at] * scores[at]).isWithin((float) TOLERANCE).of(classes[i] * objects[i]);
        double lastY = (Math.floorDiv(i % cells, columns) + point[i * 10 + 9]) * stride;
        assertThat(points[at * 10 + 9]).isWithin(0.01f).of((float) lastY);
      }
      start += cells;
    }
    assertThat(start).isEqualTo(anchors);
  }

  @Test
  void detection_ofAFixedSize_opensTheBatch() throws IOException, OrtException {
    Path file = Mirror.file("yunet_n", "yunet_n_640_640.onnx");
    Recipe recipe = Recipe.of(Task.DETECTION, Pixels.bgr255());
    try (RunningNetwork network = new RunningNetwork(TaskNetwork.read(file, recipe), folder)) {
      byte[] two = RunningNetwork.pixels(2, 640, 640, 1);
      byte[] first = java.util.Arrays.copyOf(two, two.length / 2);

      float[] both = network.run(2, 640, 640, two).getOrDefault("scores", new float[0]);

      Map<String, float[]> raw =
          runtime(file, RunningNetwork.channelsFirst(first, 1, 640, 640, true, 1), 1, 640, 640);
      float[] classes = raw.getOrDefault("cls_8", new float[0]);
      float[] objects = raw.getOrDefault("obj_8", new float[0]);
      assertThat(both).hasLength(2 * 8400);
      for (int i = 0; i < classes.length; i++) {
        assertThat(both[i] * both[i]).isWithin((float) TOLERANCE).of(classes[i] * objects[i]);
      }
    }
  }

  private static Map<String, float[]> runtime(
      Path file, float[] pixels, int rows, int height, int width) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, float[]> outputs = new HashMap<>();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(pixels), new long[] {rows, 3, height, width});
        OrtSession.Result result = session.run(Map.of("input", input))) {
      for (var output : result) {
        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
        float[] floats = new float[values.remaining()];
        values.get(floats);
        outputs.put(output.getKey(), floats);
      }
    }
    return outputs;
  }
}
