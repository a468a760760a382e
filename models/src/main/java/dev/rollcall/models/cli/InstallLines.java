package dev.rollcall.models.cli;

import dev.rollcall.models.packs.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** An install as a person sees it: a line a step, and on a terminal a bar while bytes come in. */
final class InstallLines implements Progress {
  private static final int BAR = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private String drawn = "";

  InstallLines(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** With a bar where a person looks on. */
  static InstallLines to(PrintWriter out) {
    return new InstallLines(
        out, Optional.ofNullable(System.console()).filter(InstallLines::isTerminal).isPresent());
  }

  /** From Java 22 on there is a console behind a pipe too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  @Override
  public void step(int done, int total, String text) {
    clear();
    out.printf("models %d/%d  %s%n", done, total, text);
    out.flush();
  }

  @Override
  public void bytes(String file, long done, long total) {
    if (!terminal) {
      return;
    }
    int filled = total <= 0 ? 0 : (int) (BAR * done / total);
    String line =
        String.format(
            Locale.ROOT,
            "[%s%s] %.1f MB  %s",
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            done / 1e6,
            file);
    if (!line.equals(drawn)) {
      clear();
      out.print(line);
      out.flush();
      drawn = line;
    }
    if (done == total) {
      clear();
    }
  }

  private void clear() {
    if (!drawn.isEmpty()) {
      out.print("\r" + " ".repeat(drawn.length()) + "\r");
      drawn = "";
    }
  }
}
