package dev.rollcall.client.supervisor;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Takes what a part prints into {@code <name>.log}, keeps one older file once it grows past 10 MB,
 * and remembers the last lines for an error message. Thread-safe.
 */
final class PartLog {
  private static final long LARGEST_BYTES = 10L << 20;
  private static final int REMEMBERED_LINES = 25;

  private final Path file;

  @GuardedBy("this")
  private final Deque<String> last = new ArrayDeque<>();

  PartLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Copies the stream until it ends; a full disk loses lines but never stalls the part. */
  void copy(InputStream output) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        append(line);
      }
    } catch (IOException e) {
      append("(its output ended: " + e.getMessage() + ")");
    }
  }

  synchronized void append(String line) {
    last.addLast(line);
    if (last.size() > REMEMBERED_LINES) {
      last.removeFirst();
    }
    try {
      if (Files.exists(file) && Files.size(file) > LARGEST_BYTES) {
        Path older = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
      }
      try (Writer writer =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        writer.write(line);
        writer.write('\n');
      }
    } catch (IOException e) {
      // Nowhere left to say it: the remembered lines still reach the terminal when a part fails.
    }
  }

  synchronized List<String> lastLines() {
    return List.copyOf(last);
  }
}
