package dev.rollcall.gateway.port;

import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Files that are to be imported, encrypted at rest. Throws {@code ProblemException} INTERNAL_FAULT.
 * Safe on any thread; what is handed out is used by one thread at a time.
 */
public interface ImportFiles {
  /** Begins a file; it is there once {@link Writing#finish} has returned, whole and on the disk. */
  Writing begin(String id);

  /** Empty where there is none under this id. */
  Optional<SeekableByteChannel> open(String id);

  /** Does nothing where there is none. */
  void delete(String id);

  /**
   * Deletes files older than {@code age} that nobody knows, unfinished ones too.
   *
   * @param known gives, of some ids, those that somebody still needs
   */
  int sweep(Duration age, UnaryOperator<Set<String>> known);

  /** A file that is being written. */
  interface Writing extends AutoCloseable {
    /** Takes the bytes; the array may be written to again afterwards. */
    void write(byte[] bytes);

    void finish();

    /** Throws the file away where it was not finished. */
    @Override
    void close();
  }
}
