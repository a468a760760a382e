package dev.rollcall.client.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The one folder that holds everything a site owns: database, keys, models, logs, and the notes of
 * what runs. Readable by its owner alone.
 */
record DataFolder(Path path) {
  static DataFolder open(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.exists(absolute)) {
      try {
        Files.createDirectories(absolute);
      } catch (IOException e) {
        throw new IOException(
            "the data folder " + absolute + " cannot be made: choose another with --data DIR", e);
      }
      Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
    }
    if (!Files.isDirectory(absolute)) {
      throw new IOException(absolute + " is a file: name a folder with --data DIR");
    }
    if (!Files.isWritable(absolute)) {
      throw new IOException(
          "the data folder " + absolute + " cannot be written: choose another with --data DIR");
    }
    DataFolder folder = new DataFolder(absolute);
    Files.createDirectories(folder.run());
    return folder;
  }

  Path run() {
    return path.resolve("run");
  }

  Path logs() {
    return path.resolve("logs");
  }

  Path models() {
    return path.resolve("models");
  }

  /** Pid and start time of the supervisor that serves this folder. */
  Path supervisorPid() {
    return run().resolve("rollcall.pid");
  }

  /** Written when everything answers: the summary that {@code up} prints. */
  Path readyNote() {
    return run().resolve("ready");
  }

  /** User and password of the first login, left by the gateway until it has been shown once. */
  Path firstLogin() {
    return path.resolve("first-login");
  }

  /**
   * The lock that makes this process the folder's only supervisor; the kernel lets it go with the
   * process, however that ends.
   */
  Optional<FileLock> lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(lock);
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process: taken all the same.
    }
    channel.close();
    return Optional.empty();
  }
}
