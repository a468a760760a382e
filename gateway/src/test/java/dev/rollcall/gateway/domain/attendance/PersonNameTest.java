package dev.rollcall.gateway.domain.attendance;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Robert'); DROP TABLE person;--",
        "محمد بن عبد الله",
        "👩🏽‍🚀 Zoë",
        "李小龍",
        "<b>x</b>",
        "O’Neill \\ 100%",
        "می\u200cخواهم",
        "\u200fعمر\u200e 7a",
        "क्षि",
        "e\u0301"
      })
  void name_ofAnyScript_staysAsTyped(String name) {
    assertThat(PersonName.parse("name", name)).isEqualTo(name);
  }

  @Test
  void whiteSpace_atTheEnds_isTaken_inside_isLeft() {
    assertThat(PersonName.parse("name", "  Ann  Lee\u2003")).isEqualTo("Ann  Lee");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "\u2003",
        "a\nb",
        "a\u0000b",
        "a\tb",
        "\uD83D",
        "\u0085x\u0085y",
        "a\u2028b",
        "a\u2029b",
        "abc\u202egpj",
        "\u2066x",
        "\u200b\u200b",
        "\ufeff",
        "\u3164",
        "\u0301"
      })
  void name_emptyOrWithControlCharacters_isRefused(String name) {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> PersonName.parse("name", name));
    assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_FIELD);
    assertThat(refused.errors().get(0).field()).isEqualTo("name");
  }

  @Test
  void length_isCountedInCharacters_notInHalves() {
    String longest = "👋".repeat(PersonName.MOST_CODE_POINTS);
    assertThat(PersonName.parse("name", longest)).isEqualTo(longest);
    assertThrows(ProblemException.class, () -> PersonName.parse("name", longest + "x"));
  }
}
