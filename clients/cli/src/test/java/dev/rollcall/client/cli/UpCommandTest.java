package dev.rollcall.client.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UpCommandTest {
  @TempDir Path folder;
  private final StringWriter said = new StringWriter();

  private int up(String... flags) {
    List<String> arguments = new ArrayList<>(List.of("up", "--root", folder.toString()));
    arguments.addAll(List.of(flags));
    CommandLine command = RollcallMain.commands();
    command.setErr(new PrintWriter(said, true));
    return command.execute(arguments.toArray(new String[0]));
  }

  @Test
  void flags_thatCannotBeMeant_areExit2_andTouchNothing() {
    String site = folder.resolve("site").toString();
    for (List<String> flags :
        List.of(
            List.of("--nonsense"),
            List.of("--port", "99999"),
            List.of("--port", "0"),
            List.of("--grpc-port", "-1"),
            List.of("--port", "9000", "--grpc-port", "9000"),
            List.of("--tls-cert", "only.pem"),
            List.of("--tls-cert", "no-such.pem", "--tls-key", "no-such.key"),
            List.of("--pack", "../../elsewhere"),
            List.of("--jdbc-url", "mysql://host/db"),
            List.of("--device", "tpu"))) {
      List<String> all = new ArrayList<>(List.of("--data", site));
      all.addAll(flags);
      assertWithMessage("%s", flags).that(up(all.toArray(new String[0]))).isEqualTo(2);
    }
    assertThat(Files.exists(Path.of(site))).isFalse();
  }

  @Test
  void data_thatIsAFile_isSaidInWords() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(up("--data", file.toString())).isEqualTo(1);
    assertThat(said.toString()).contains("is a file: name a folder");
  }

  @Test
  void fileTrouble_saysMoreThanThePath() {
    assertThat(Failure.explain(new NoSuchFileException("/x"))).isEqualTo("/x is not there");
    assertThat(Failure.explain(new NotDirectoryException("/x"))).contains("move it away");
    assertThat(Failure.explain(new IllegalStateException())).contains("IllegalStateException");
  }
}
