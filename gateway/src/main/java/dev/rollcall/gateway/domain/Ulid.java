package dev.rollcall.gateway.domain;

import java.time.Instant;
import java.util.Random;

/**
 * Identifiers of 26 characters that sort by time: 48 bits of milliseconds and 80 random bits in
 * Crockford's base 32 (the ULID specification). Two of the same millisecond come in no particular
 * order.
 */
public final class Ulid {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private Ulid() {}

  /** A new identifier; safe on any thread where {@code random} is. */
  public static String at(Instant time, Random random) {
    byte[] entropy = new byte[10];
    random.nextBytes(entropy);
    StringBuilder text = new StringBuilder(26);
    long millis = time.toEpochMilli();
    for (int shift = 45; shift >= 0; shift -= 5) {
      text.append(ALPHABET.charAt((int) ((millis >>> shift) & 31)));
    }
    int bits = 0;
    int held = 0;
    for (byte next : entropy) {
      bits = (bits << 8) | (next & 0xff);
      held += 8;
      while (held >= 5) {
        held -= 5;
        text.append(ALPHABET.charAt((bits >>> held) & 31));
      }
    }
    return text.toString();
  }

  /** True for 26 characters of the alphabet; anything else cannot be one of our identifiers. */
  public static boolean looksLike(String text) {
    return text.length() == 26 && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
