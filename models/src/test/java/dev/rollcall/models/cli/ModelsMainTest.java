package dev.rollcall.models.cli;

import static com.google.common.truth.Truth.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsMainTest {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @Test
  void execute_withAnUnknownCommand_exits2WithOneLineAndTheUsage() {
    assertThat(execute("frobnicate")).isEqualTo(2);

    assertThat(err.toString()).contains("frobnicate");
    assertThat(err.toString()).contains("usage: ");
  }

  @Test
  void list_withoutAPack_exits1AndSaysHowToInstallOne() {
    assertThat(execute("list", "--models", folder.toString())).isEqualTo(1);

    assertThat(err.toString().lines().toList()).hasSize(1);
    assertThat(err.toString()).contains("rollcall models install");
  }

  @Test
  void install_ofAnUnknownPack_exits1AndNamesThoseThereAre() {
    assertThat(execute("install", "--pack", "nope", "--models", folder.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("registry");
  }

  @Test
  void install_withoutThePackages_exits1AndNamesTheOption() {
    String nowhere = folder.resolve("node_modules").toString();

    assertThat(
            execute(
                "install", "--pack", "registry", "--models", folder.toString(), "--npm", nowhere))
        .isEqualTo(1);

    assertThat(err.toString()).contains("--npm");
    assertThat(err.toString().lines().toList()).hasSize(1);
  }

  @Test
  void help_ofEachCommand_exits0() {
    for (String command : ModelsMain.commandLine().getSubcommands().keySet()) {
      assertThat(execute(command, "--help")).isEqualTo(0);
    }
  }

  private int execute(String... arguments) {
    CommandLine commandLine = ModelsMain.commandLine();
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setOut(new PrintWriter(out, true));
    return commandLine.execute(arguments);
  }
}
