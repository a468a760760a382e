package dev.rollcall.gateway.adapter.mariadb;

import dev.rollcall.gateway.adapter.files.PrivateFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where MariaDB keeps what it was told. It appears whole or not at all, and nothing here ever
 * deletes it.
 */
final class DataDirectory {
  private DataDirectory() {}

  /**
   * The directory in this folder, made where there is none yet.
   *
   * @param say is told that one is made
   * @throws IOException where that fails; the message holds what the program said
   */
  static Path in(Path folder, MariaDbPrograms programs, Consumer<String> say)
      throws IOException, InterruptedException {
    Path data = folder.resolve("data").toAbsolutePath();
    if (!Files.isDirectory(data)) {
      say.accept("making a new database in " + data);
      make(programs, data, folder.resolve("data.part").toAbsolutePath());
    }
    return data;
  }

  private static void make(MariaDbPrograms programs, Path data, Path part)
      throws IOException, InterruptedException {
    MariaDbPrograms.deleteFolder(part);
    PrivateFile.folder(part);
    Process install =
        programs
            .installing(
                List.of(
                    "--datadir=" + part,
                    "--skip-name-resolve",
                    "--skip-test-db",
                    "--auth-root-authentication-method=socket",
                    "--auth-root-socket-user=" + System.getProperty("user.name")))
            .start();
    String output;
    try (BufferedReader lines = install.inputReader(StandardCharsets.UTF_8)) {
      output = String.join("\n", lines.lines().toList());
    }
    int exitCode = install.waitFor();
    if (exitCode != 0) {
      throw new IOException(
          "a new database cannot be made in %s (exit code %d):%n%s"
              .formatted(data, exitCode, output));
    }
    Files.move(part, data, StandardCopyOption.ATOMIC_MOVE);
  }
}
