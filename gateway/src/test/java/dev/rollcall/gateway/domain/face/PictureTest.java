package dev.rollcall.gateway.domain.face;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {
  @ParameterizedTest
  @CsvSource({
    "image/jpeg, ffd8ffe000104a464946",
    "image/png,  89504e470d0a1a0a0000000d49484452",
    "image/webp, 524946460000000057454250565038",
    "image/bmp,  424d4600000000000000360000002800000002000000020000000100"
  })
  void picture_isKnownByItsFirstBytes(String mediaType, String bytes) {
    assertThat(Picture.of(HexFormat.of().parseHex(bytes)).mediaType()).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE_EMPTY,              ''",
    "IMAGE_FORMAT_UNSUPPORTED, 0000001c6674797068656963",
    "IMAGE_FORMAT_UNSUPPORTED, 0000001c6674797061766966",
    "IMAGE_FORMAT_UNSUPPORTED, 474946383961",
    "IMAGE_FORMAT_UNSUPPORTED, 49492a00",
    "VIDEO_NOT_SUPPORTED,      0000001c6674797069736f6d",
    "VIDEO_NOT_SUPPORTED,      1a45dfa3",
    "VIDEO_NOT_SUPPORTED,      524946460000000041564920",
    "IMAGE_NOT_RECOGNISED,     ffd8",
    "IMAGE_NOT_RECOGNISED,     424d",
    "IMAGE_NOT_RECOGNISED,     524946460000000057415645"
  })
  void file_thatIsNone_isRefusedByWhatItIs(ProblemCode code, String bytes) {
    assertThat(refusal(HexFormat.of().parseHex(bytes))).isEqualTo(code);
  }

  @Test
  void textAndDrawings_areToldApart() {
    assertThat(refusal("a text named .jpg".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ProblemCode.IMAGE_NOT_RECOGNISED);
    assertThat(
            refusal("<?xml version=\"1.0\"?>\n<SVG xmlns=\"…\">".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ProblemCode.IMAGE_IS_SVG);
  }

  private static ProblemCode refusal(byte[] bytes) {
    return assertThrows(ProblemException.class, () -> Picture.of(bytes)).code();
  }
}
