package dev.rollcall.gateway.domain.access;

import com.google.common.io.BaseEncoding;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of six digits that change every 30 seconds (RFC 6238 with HMAC-SHA-1, which is what the
 * apps know). The code before and the code after the one of now are taken too, for clocks that
 * differ; that a code counts once is the store's to hold.
 */
public final class Totp {
  private static final int STEP_SECONDS = 30;
  private static final int SECRET_BYTES = 20;
  private static final int TOLERATED_STEPS = 1;
  private static final int DIGITS_MODULUS = 1_000_000;

  private Totp() {}

  /** A new secret of 160 bits, as RFC 4226 wants them. */
  public static byte[] secret(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** In letters that a person can type. */
  public static String base32(byte[] secret) {
    return BaseEncoding.base32().omitPadding().encode(secret);
  }

  /** What a QR code says to an app. */
  public static String uri(byte[] secret, String issuer, String username) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encode(issuer), encode(username), base32(secret), encode(issuer));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The step whose code this is, if it is one of now. */
  public static OptionalLong stepOf(byte[] secret, String code, Instant now) {
    long present = step(now);
    for (long step = present - TOLERATED_STEPS; step <= present + TOLERATED_STEPS; step++) {
      if (MessageDigest.isEqual(
          code(secret, step).getBytes(StandardCharsets.UTF_8),
          code.strip().getBytes(StandardCharsets.UTF_8))) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  public static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
  }

  /** The code of a step. */
  public static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % DIGITS_MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-1", e);
    }
  }
}
