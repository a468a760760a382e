package dev.rollcall.gateway.port;

/**
 * Encrypts and authenticates. What was sealed opens only with the same purpose and row, so that a
 * ciphertext cannot be moved to another row. Safe on any thread.
 */
public interface Sealer {
  /** The bytes encrypted, with what is needed to open them. */
  byte[] seal(byte[] plain, String purpose, String rowId);

  /**
   * The plain bytes again.
   *
   * @throws dev.rollcall.gateway.domain.problem.ProblemException INTERNAL_FAULT where the bytes,
   *     the purpose, the row or the key are not those of the sealing
   */
  byte[] open(byte[] sealed, String purpose, String rowId);
}
