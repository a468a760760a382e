package dev.rollcall.inference.boot;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InferenceServerMainTest {
  @TempDir Path folder;

  private record Outcome(int exit, String words) {}

  private static Outcome run(String... arguments) {
    StringWriter words = new StringWriter();
    CommandLine command = InferenceServerMain.commandLine();
    command.setErr(new PrintWriter(words, true)).setOut(new PrintWriter(words, true));
    return new Outcome(command.execute(arguments), words.toString());
  }

  @Test
  void start_withoutModelsFlag_isABadArgument() {
    assertThat(run().exit()).isEqualTo(2);
  }

  @Test
  void start_beyondLoopbackWithoutTlsAndToken_isRefusedWithTheRemedy() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef");
    for (List<String> more :
        List.of(
            List.<String>of(),
            List.of("--token-file", token.toString()),
            List.of("--tls-cert", "a.pem", "--tls-key", "b.pem"))) {
      List<String> flags = new ArrayList<>(more);
      flags.addAll(List.of("--models", folder.toString(), "--host", "0.0.0.0"));
      Outcome outcome = run(flags.toArray(String[]::new));

      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.words()).contains("--token-file");
    }
  }

  @Test
  void start_certificateWithoutKey_isABadArgument() {
    assertThat(run("--models", folder.toString(), "--tls-cert", "a.pem").exit()).isEqualTo(2);
  }

  @Test
  void start_shortToken_isRefused() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "short\n");

    Outcome outcome = run("--models", folder.toString(), "--token-file", token.toString());

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.words()).contains("openssl rand");
  }

  @Test
  void start_badNumbersOrDevice_areBadArguments() {
    assertThat(run("--models", "x", "--max-pixels", "0").exit()).isEqualTo(2);
    assertThat(run("--models", "x", "--device", "abacus").exit()).isEqualTo(2);
    assertThat(run("--models", "x", "--port", "70000").exit()).isEqualTo(2);
  }

  @Test
  void start_packThatIsNotThere_failsInOneLineWithTheRemedy() {
    Outcome outcome =
        run("--models", folder.toString(), "--pack", "nowhere", "--port", "0", "--device", "CPU");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.words().lines().toList()).hasSize(1);
    assertThat(outcome.words()).contains("./rollcall up");
  }
}
