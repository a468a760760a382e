package dev.rollcall.gateway.port;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Pictures at rest, encrypted. Throws {@code ProblemException} INTERNAL_FAULT. Safe on any thread.
 */
public interface PictureVault {
  /** Writes; when it returns the picture is on the disk, whole. */
  void write(String id, byte[] picture);

  /** Empty where there is none under this id. */
  Optional<byte[]> read(String id);

  /** Does nothing where there is none. */
  void delete(String id);

  /**
   * Deletes pictures older than {@code age} that nobody knows.
   *
   * @param known gives, of some ids, those that somebody knows
   * @return how many were deleted
   */
  int sweep(Duration age, UnaryOperator<Set<String>> known);
}
