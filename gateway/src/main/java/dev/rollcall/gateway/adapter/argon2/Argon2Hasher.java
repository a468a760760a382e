package dev.rollcall.gateway.adapter.argon2;

import dev.rollcall.gateway.port.PasswordHasher;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with 19 MiB and two passes (OWASP's password storage cheat sheet). At most two hashes
 * are computed at a time, whoever calls; the others wait, so that logins can hold 38 MiB and no
 * more.
 */
public final class Argon2Hasher implements PasswordHasher {
  private static final int MOST_AT_ONCE = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;

  private final Semaphore permits = new Semaphore(MOST_AT_ONCE);
  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIBIBYTES, PASSES);

  @Override
  public String hash(String password) {
    permits.acquireUninterruptibly();
    try {
      return encoder.encode(password);
    } finally {
      permits.release();
    }
  }

  @Override
  public boolean matches(String password, String hash) {
    permits.acquireUninterruptibly();
    try {
      return encoder.matches(password, hash);
    } finally {
      permits.release();
    }
  }
}
