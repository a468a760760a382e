package dev.rollcall.gateway.domain.exchange;

/**
 * Texts that a spreadsheet would run. A program that opens a CSV takes a cell that begins with
 * {@code = + - @}, a tab or a line break for a formula (OWASP, CSV injection); an apostrophe in
 * front makes it text, and is taken off again when the file comes back.
 */
public final class Formula {
  private static final String STARTS = "=+-@\t\r\n";

  private Formula() {}

  public static String defused(String text) {
    return starts(text) ? "'" + text : text;
  }

  /** The text as it was before {@link #defused}. */
  public static String restored(String cell) {
    return cell.startsWith("'") && starts(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean starts(String text) {
    return !text.isEmpty() && STARTS.indexOf(text.charAt(0)) >= 0;
  }
}
