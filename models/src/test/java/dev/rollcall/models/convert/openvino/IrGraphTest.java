package dev.rollcall.models.convert.openvino;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.ConversionException;
import dev.rollcall.models.convert.RunningNetwork;
import dev.rollcall.models.convert.task.Pixels;
import dev.rollcall.models.convert.task.Recipe;
import dev.rollcall.models.convert.task.TaskNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of a layer or two, against values worked out by hand. */
class IrGraphTest {
  @TempDir Path folder;
  private final StringBuilder layers = new StringBuilder();
  private final StringBuilder edges = new StringBuilder();
  private final ByteBuffer weights = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
  private int last;

  @Test
  void convolution_ofBgrPixels_turnsKernelAndChannels() throws IOException {
    picture(1, 1);
    // One output: 1 x blue + 10 x green + 100 x red.
    int kernel = constant("1,3,1,1", 1, 10, 100);
    layer(
        "Convolution",
        "strides=\"1,1\" pads_begin=\"0,0\" pads_end=\"0,0\" dilations=\"1,1\" auto_pad=\"explicit\"",
        1,
        kernel);

    assertThat(run(1, 1, 3, 2, 1)).usingTolerance(1e-4).containsExactly(321f);
  }

  @Test
  void depthwise_atStrideTwoWithSymmetricPadding_padsAsTheFileSays() throws IOException {
    picture(2, 2);
    int kernel =
        constant(
            "3,1,1,3,3",
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0);
    layer(
        "GroupConvolution",
        "strides=\"2,2\" pads_begin=\"1,1\" pads_end=\"1,1\" dilations=\"1,1\" auto_pad=\"explicit\"",
        1,
        kernel);

    // Blue is 1, 2 / 3, 4 of the four pixels: the window begins one pixel outside.
    float[] values = run(2, 2, 0, 0, 1, 0, 0, 2, 0, 0, 3, 9, 7, 4);

    assertThat(values).usingTolerance(1e-4).containsExactly(5f + 2 * 6 + 3 * 8 + 4 * 9, 0f, 0f);
  }

  @Test
  void prelu_withSlopesOnBothSidesOfOne_isExact() throws IOException {
    picture(1, 1);
    int minus = constant("1,3,1,1", -5, -5, -5);
    layer("Add", "", 1, minus);
    layer("PReLU", "", last, constant("3", 2, 0.5f, -1));

    // Blue, green, red 1, 2, 9: minus 5 gives -4, -3, 4.
    assertThat(run(1, 1, 9, 2, 1)).usingTolerance(1e-5).containsExactly(-8f, -1.5f, 4f).inOrder();
  }

  @Test
  void maxPool_roundedUp_countsThePartialWindow() throws IOException {
    picture(4, 1);
    layer(
        "MaxPool",
        "kernel=\"3,1\" strides=\"2,1\" pads_begin=\"0,0\" pads_end=\"0,0\" rounding_type=\"ceil\" auto_pad=\"explicit\"",
        1);

    float[] values = run(4, 1, 0, 0, 1, 0, 0, 5, 0, 0, 2, 0, 0, 9);

    assertThat(values).usingTolerance(1e-5).containsExactly(5f, 9f, 0f, 0f, 0f, 0f).inOrder();
  }

  @Test
  void fakeQuantize_clipsRoundsHalfToEvenAndMaps() throws IOException {
    picture(1, 1);
    int low = constant("", 0);
    int high = constant("", 4);
    int outLow = constant("", -1);
    int outHigh = constant("", 1);
    // Five levels: 0, 1, 2, 3, 4 become -1, -0.5, 0, 0.5, 1.
    layer("Multiply", "", 1, constant("1,3,1,1", 0.5f, 0.5f, 0.5f));
    layer("FakeQuantize", "levels=\"5\"", last, low, high, outLow, outHigh);

    // Blue, green, red 5, 3, 200 halved: 2.5 to 2, 1.5 to 2, 100 to 4.
    assertThat(run(1, 1, 200, 3, 5)).usingTolerance(1e-5).containsExactly(0f, 0f, 1f).inOrder();
  }

  @Test
  void fakeQuantize_onWeights_isComputedAtImport() throws IOException {
    picture(1, 1);
    int kernel = constant("1,3,1,1", 0.26f, 0.9f, -3);
    int low = constant("", -1);
    int high = constant("", 1);
    layer("FakeQuantize", "levels=\"5\"", kernel, low, high, low, high);
    layer(
        "Convolution",
        "strides=\"1,1\" pads_begin=\"0,0\" pads_end=\"0,0\" dilations=\"1,1\" auto_pad=\"explicit\"",
        1,
        last);

    // The levels are -1, -0.5, 0, 0.5, 1: blue 0.5, green 1, red -1.
    assertThat(run(1, 1, 4, 2, 6)).usingTolerance(1e-5).containsExactly(3f + 2 - 4);
  }

  @Test
  void read_ofAnUnknownLayer_namesItAndItsType() throws IOException {
    picture(1, 1);
    layer("DeformableConvolution", "", 1);

    ConversionException failure = assertThrows(ConversionException.class, () -> run(1, 1, 0, 0, 0));

    assertThat(failure).hasMessageThat().contains("layer2");
    assertThat(failure).hasMessageThat().contains("DeformableConvolution");
  }

  @Test
  void read_ofAnOpenShape_saysWhich() throws IOException {
    layers.append(
        "<layer id=\"1\" name=\"picture\" type=\"Parameter\"><data shape=\"?,3,?,?\" element_type=\"f32\"/><output><port id=\"0\"/></output></layer>");
    last = 1;

    ConversionException failure = assertThrows(ConversionException.class, () -> run(1, 1, 0, 0, 0));

    assertThat(failure).hasMessageThat().contains("picture");
    assertThat(failure).hasMessageThat().contains("open");
  }

  private void picture(int height, int width) {
    layers.append(
        "<layer id=\"1\" name=\"picture\" type=\"Parameter\"><data shape=\"1,3,%d,%d\" element_type=\"f32\"/><output><port id=\"0\"/></output></layer>"
            .formatted(height, width));
    last = 1;
  }

  private int constant(String shape, float... values) {
    int offset = weights.position();
    for (float value : values) {
      weights.putFloat(value);
    }
    last++;
    layers.append(
        "<layer id=\"%d\" name=\"constant%d\" type=\"Const\"><data element_type=\"f32\" shape=\"%s\" offset=\"%d\" size=\"%d\"/><output><port id=\"0\"/></output></layer>"
            .formatted(last, last, shape, offset, values.length * Float.BYTES));
    return last;
  }

  private void layer(String type, String data, int... inputs) {
    last++;
    layers.append(
        "<layer id=\"%d\" name=\"layer%d\" type=\"%s\"><data %s/><output><port id=\"0\"/></output></layer>"
            .formatted(last, last, type, data));
    for (int i = 0; i < inputs.length; i++) {
      edges.append(
          "<edge from-layer=\"%d\" from-port=\"0\" to-layer=\"%d\" to-port=\"%d\"/>"
              .formatted(inputs[i], last, i));
    }
  }

  /** The last layer's values of one picture, pixels in the order red, green, blue. */
  private float[] run(int height, int width, int... rgb) throws IOException {
    int result = last;
    layer("Result", "", result);
    Path xml = folder.resolve("net.xml");
    Files.writeString(
        xml,
        "<net name=\"net\" version=\"11\"><layers>%s</layers><edges>%s</edges></net>"
            .formatted(layers, edges));
    Files.write(folder.resolve("net.bin"), weights.array());
    byte[] pixels = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      pixels[i] = (byte) rgb[i];
    }
    Recipe recipe = Recipe.of(Task.RECOGNITION, Pixels.bgr255());
    try (RunningNetwork network =
        new RunningNetwork(TaskNetwork.read(xml, recipe), folder.resolve("saved"))) {
      Map<String, float[]> outputs = network.run(1, height, width, pixels);
      return outputs.getOrDefault("embedding", new float[0]);
    }
  }
}
