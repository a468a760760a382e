package dev.rollcall.gateway.domain.attendance;

import java.text.Normalizer;

/** When two spellings are one name. */
public final class SameName {
  private SameName() {}

  /**
   * True where only the case of letters differs, or the way accents are encoded, as between file
   * names of a Mac and of Windows. Other accents make another name.
   */
  public static boolean is(String one, String other) {
    return normal(one).equalsIgnoreCase(normal(other));
  }

  private static String normal(String name) {
    return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
  }
}
