package dev.rollcall.gateway.domain.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over the hash before and every field, each with its length before it, so that no two
 * different entries have the same bytes. What changes, removes or inserts an entry breaks the chain
 * there; what cuts off its end shows against a last hash that was kept elsewhere.
 */
public final class AuditChain {
  /** Before the first entry. */
  public static final String BEGINNING = "0".repeat(64);

  private AuditChain() {}

  /** The hash of the entry that follows {@code before}. */
  public static String hash(String before, String organisationId, long number, Deed deed) {
    MessageDigest digest = sha256();
    add(digest, before);
    add(digest, organisationId);
    add(digest, Long.toString(number));
    add(digest, Long.toString(deed.at().toEpochMilli()));
    add(digest, deed.actor());
    add(digest, deed.action());
    add(digest, Integer.toString(deed.subjects().size()));
    deed.subjects().forEach(subject -> add(digest, subject));
    deed.details()
        .forEach(
            (name, value) -> {
              add(digest, name);
              add(digest, value);
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(
        new byte[] {
          (byte) (bytes.length >>> 24),
          (byte) (bytes.length >>> 16),
          (byte) (bytes.length >>> 8),
          (byte) bytes.length
        });
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
