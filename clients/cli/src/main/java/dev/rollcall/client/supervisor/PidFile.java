package dev.rollcall.client.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process's number together with its start time, because numbers are used again: after a reboot
 * the number in a file may belong to a stranger, who must not be stopped.
 */
public final class PidFile {
  /** Clocks of the kernel and of the file differ by rounding. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private final Path file;

  public PidFile(Path file) {
    this.file = file;
  }

  /** Notes the process; a reader never sees half a file. */
  public void write(ProcessHandle process) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".tmp");
    Instant started = process.info().startInstant().orElse(Instant.EPOCH);
    Files.writeString(half, process.pid() + "\n" + started.toEpochMilli() + "\n");
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The process noted here if it is still the same one and alive. */
  public Optional<ProcessHandle> alive() {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 2) {
        return Optional.empty();
      }
      long pid = Long.parseLong(lines.get(0).strip());
      Instant started = Instant.ofEpochMilli(Long.parseLong(lines.get(1).strip()));
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt(process, started));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean startedAt(ProcessHandle process, Instant noted) {
    return process
        .info()
        .startInstant()
        .map(actual -> Duration.between(noted, actual).abs().compareTo(SAME_START) <= 0)
        .orElse(false);
  }

  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
