package dev.rollcall.gateway.adapter.tables;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes as text, and the encoding that it was. */
record Decoded(String encoding, String content) {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char MARK = '\ufeff';

  static Decoded of(byte[] file, @Nullable String told) {
    if (told != null) {
      return told(file, told.toLowerCase(Locale.ROOT));
    }
    if (starts(file, 0xff, 0xfe)) {
      return strictly("utf-16", file, StandardCharsets.UTF_16LE);
    }
    if (starts(file, 0xfe, 0xff)) {
      return strictly("utf-16", file, StandardCharsets.UTF_16BE);
    }
    if (starts(file, 'P', 'K')) {
      throw CsvFiles.unreadable(
          "The file is a ZIP or an Excel workbook. In Excel, save it as CSV UTF-8 and send that.");
    }
    Charset wide = unmarked(file);
    if (wide != null) {
      return strictly("utf-16", file, wide);
    }
    for (byte one : file) {
      if (one == 0) {
        throw CsvFiles.unreadable("The file is no text. Save the list as CSV and send that.");
      }
    }
    try {
      return new Decoded("utf-8", decode(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      return new Decoded("windows-1252", new String(file, WINDOWS));
    }
  }

  private static Decoded told(byte[] file, String told) {
    return switch (told) {
      case "utf-8" -> strictly("utf-8", file, StandardCharsets.UTF_8);
      case "utf-16" ->
          strictly(
              "utf-16",
              file,
              starts(file, 0xfe, 0xff) || zerosAt(file, 0) > zerosAt(file, 1)
                  ? StandardCharsets.UTF_16BE
                  : StandardCharsets.UTF_16LE);
      case "windows-1252" -> strictly("windows-1252", file, WINDOWS);
      default ->
          throw ProblemException.ofField(
              ProblemCode.INVALID_FIELD,
              "encoding",
              "encoding is utf-8, utf-16 or windows-1252; leave it out to have it found out.");
    };
  }

  private static Decoded strictly(String name, byte[] file, Charset charset) {
    try {
      return new Decoded(name, decode(file, charset));
    } catch (CharacterCodingException e) {
      throw CsvFiles.unreadable(
          "The file is not in %s throughout. Save it anew as CSV UTF-8.".formatted(name));
    }
  }

  private static String decode(byte[] file, Charset charset) throws CharacterCodingException {
    String text =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(file))
            .toString();
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  /** UTF-16 without a mark: in text of any script every second byte of the separators is zero. */
  private static @Nullable Charset unmarked(byte[] file) {
    int low = zerosAt(file, 1);
    int high = zerosAt(file, 0);
    if (low == high) {
      return null;
    }
    return low > high ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  private static int zerosAt(byte[] file, int offset) {
    int zeros = 0;
    for (int i = offset; i < Math.min(file.length, 4096); i += 2) {
      zeros += file[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static boolean starts(byte[] file, int... expected) {
    if (file.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((file[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
