package dev.rollcall.models.cli;

import static com.google.common.truth.Truth.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter said = new StringWriter();
  private long nowNanos = 7 * SECOND;

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintWriter(said, true), terminal, () -> nowNanos);
  }

  @Test
  void at_withoutATerminal_saysAPlainLineNowAndThenAndTheLast() {
    ProgressLine line = line(false);
    for (int done = 1; done <= 40; done++) {
      nowNanos += SECOND;
      line.at("pictures", done, 40);
    }

    assertThat(said.toString().lines().toList()).hasSize(3);
    assertThat(said.toString()).contains("pictures 40/40");
    assertThat(said.toString()).doesNotContain("\r");
  }

  @Test
  void at_onATerminal_drawsOverOneLineAndEndsIt() {
    ProgressLine line = line(true);
    for (int done = 1; done <= 4; done++) {
      nowNanos += SECOND;
      line.at("pictures", done, 4);
    }
    line.close();

    assertThat(said.toString()).contains("\r[");
    assertThat(said.toString().lines().filter(text -> !text.isBlank()).toList()).isNotEmpty();
    assertThat(said.toString()).endsWith(System.lineSeparator());
  }
}
