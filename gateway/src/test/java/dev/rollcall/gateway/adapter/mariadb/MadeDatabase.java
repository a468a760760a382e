package dev.rollcall.gateway.adapter.mariadb;

import dev.rollcall.gateway.adapter.files.PrivateFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Databases for sites of tests: programs (366 MB) and an empty data directory are made once and
 * kept between runs, and each site begins with links to the ones and a copy of the other. What a
 * first start does by itself is {@link EmbeddedMariaDbTest}'s.
 */
public final class MadeDatabase {
  private static final Path MADE = Path.of("target", "made-database");

  private MadeDatabase() {}

  /** Starts the database of a site, which needs not be a new one. */
  public static EmbeddedMariaDb start(Path site) throws IOException, InterruptedException {
    Path folder = site.resolve("db");
    if (!Files.exists(folder)) {
      fill(PrivateFile.folder(folder));
    }
    return EmbeddedMariaDb.start(site, 0, line -> {});
  }

  private static synchronized void fill(Path folder) throws IOException, InterruptedException {
    Path made = PrivateFile.folder(MADE);
    MariaDbPrograms programs = MariaDbPrograms.in(made);
    Path data = DataDirectory.in(made, programs, line -> {});
    Path name = programs.home().getFileName();
    take(programs.home(), folder.resolve(String.valueOf(name)), MadeDatabase::link);
    take(data, folder.resolve("data"), MadeDatabase::copy);
  }

  private interface Taking {
    void take(Path from, Path to) throws IOException;
  }

  private static void take(Path from, Path to, Taking file) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          PrivateFile.folder(target);
        } else {
          file.take(path, target);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** A link of its own path, by which a server is known as this site's. */
  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException | FileSystemException e) {
      copy(from, to); // On another disk than the site.
    }
  }
}
