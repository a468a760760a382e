package dev.rollcall.gateway.domain.attendance;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchTextTest {
  @ParameterizedTest
  @CsvSource({
    "Müller, muller",
    "ÉMILE, emile",
    "Straße, strasse",
    "İbrahim Işık, ibrahim isik",
    "Łukasz Øre, lukasz ore",
    "Ἀχιλλεύς, αχιλλευσ",
    "Йорданка, иорданка",
    "مُحَمَّد, محمد",
    "ＡＢ７, ab7",
    "김민준, 김민준",
    "がき, がき",
  })
  void name_isFoundByWhatPeopleType(String name, String typed) {
    assertThat(SearchText.of(name)).isEqualTo(SearchText.of(typed));
    assertThat(SearchText.of(name)).isEqualTo(typed);
  }

  @Test
  void storedText_holdsBoth_andEndsAtItsLimit() {
    assertThat(SearchText.of("Zoë", "N-1")).isEqualTo("zoe\nn-1");
    assertThat(SearchText.of("Zoë", null)).isEqualTo("zoe");
    String long_ = SearchText.of("\ufdfa".repeat(200), "x");
    assertThat(long_.codePointCount(0, long_.length())).isEqualTo(SearchText.MOST_CODE_POINTS);
    String emoji = SearchText.of("\ufdfa".repeat(27) + "😀".repeat(100), "x");
    assertThat(emoji.codePointCount(0, emoji.length())).isAtMost(SearchText.MOST_CODE_POINTS);
    assertThat(Character.isHighSurrogate(emoji.charAt(emoji.length() - 1))).isFalse();
  }
}
