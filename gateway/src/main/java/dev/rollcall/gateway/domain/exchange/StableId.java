package dev.rollcall.gateway.domain.exchange;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Secret;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;

/**
 * The identifier of what a row makes. The same row of the same import always makes the same one, so
 * that a row that was carried out, but not yet marked when its gateway died, is known again.
 */
public final class StableId {
  private StableId() {}

  /**
   * An identifier that only {@code importId} and {@code what} decide.
   *
   * @param createdAt of the import: identifiers sort by time
   */
  public static String of(String importId, Instant createdAt, String what) {
    byte[] hash = HexFormat.of().parseHex(Secret.hash(importId + "/" + what));
    return Ulid.at(
        createdAt,
        new Random() {
          private static final long serialVersionUID = 1;

          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(hash, 0, bytes, 0, bytes.length);
          }
        });
  }
}
