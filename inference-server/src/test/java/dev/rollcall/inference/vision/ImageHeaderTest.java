package dev.rollcall.inference.vision;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.vision.ImageHeader.Format;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {
  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static InferenceException refusal(byte[] bytes) {
    return assertThrows(InferenceException.class, () -> ImageHeader.read(bytes));
  }

  @ParameterizedTest
  @CsvSource({"jpeg, JPEG", "png, PNG", "bmp, BMP"})
  void read_knownType_tellsTypeAndSize(String written, Format format) {
    byte[] file = TestPictures.encoded(TestPictures.quartered(70, 40), written);

    assertThat(ImageHeader.read(file)).isEqualTo(new ImageHeader(format, 70, 40));
  }

  @Test
  void read_cmykJpeg_tellsItsSize() {
    assertThat(ImageHeader.read(TestPictures.cmykJpeg(30, 20)))
        .isEqualTo(new ImageHeader(Format.JPEG, 30, 20));
  }

  @Test
  void read_hugePng_tellsItsSizeWithoutDecoding() {
    assertThat(ImageHeader.read(TestPictures.hollowPng(30000, 30000)).pixels())
        .isEqualTo(900_000_000L);
  }

  @Test
  void read_empty_isEmptyImage() {
    assertThat(refusal(new byte[0]).problem()).isEqualTo(Problem.EMPTY_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "GIF89a\1\0\1\0\0\0\0;",
        "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "%PDF-1.7",
        "\0\0\0\30ftypheic",
        "RIFF\0\0\0\0WAVE",
        "B"
      })
  void read_otherType_namesWhatIsAccepted(String content) {
    InferenceException refusal = refusal(text(content));

    assertThat(refusal.problem()).isEqualTo(Problem.NOT_AN_IMAGE);
    assertThat(refusal).hasMessageThat().contains("JPEG, PNG, WebP or BMP");
  }

  @Test
  void read_gifOrSvg_saysWhatItIs() {
    assertThat(refusal(text("GIF89a"))).hasMessageThat().contains("GIF");
    assertThat(refusal(text("<svg/>"))).hasMessageThat().contains("SVG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp"})
  void read_headerCutAnywhere_isRefusedAndNeverCrashes(String format) {
    byte[] file = TestPictures.encoded(TestPictures.quartered(70, 40), format);
    for (int length = 0; length < Math.min(file.length, 700); length++) {
      try {
        ImageHeader.read(Arrays.copyOf(file, length));
      } catch (InferenceException e) {
        assertThat(e.problem())
            .isAnyOf(Problem.EMPTY_IMAGE, Problem.NOT_AN_IMAGE, Problem.CORRUPT_IMAGE);
      }
    }
  }

  @Test
  void read_pngOfNoPixels_isCorrupt() {
    assertThat(refusal(TestPictures.hollowPng(0, 10)).problem()).isEqualTo(Problem.CORRUPT_IMAGE);
  }
}
