package dev.rollcall.models.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * Pairs of pictures in folds, in the form of LFW's {@code pairs.txt}: the first line holds the
 * number of folds and of pairs a kind in a fold; then, fold by fold, the genuine pairs ({@code name
 * n m}) and the impostors ({@code name n name m}), parted by tabs.
 */
public record PairsFile(int folds, List<Pair> pairs) {
  public PairsFile {
    pairs = List.copyOf(pairs);
  }

  /** Two pictures, as paths under the folder of pictures. */
  public record Pair(int fold, String left, String right, boolean same) {}

  /**
   * Reads the file.
   *
   * @throws EvaluationException where it has another form; the message names the line
   * @throws IOException where it cannot be read
   */
  public static PairsFile read(Path file) throws IOException, EvaluationException {
    List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
    String[] header = lines.isEmpty() ? new String[0] : lines.get(0).strip().split("\\s+", -1);
    if (header.length != 2) {
      throw malformed(file, 1, "expected the number of folds and of pairs a kind");
    }
    int folds = number(file, 1, header[0]);
    int perKind = number(file, 1, header[1]);
    if (folds < 2 || lines.size() - 1 != 2 * folds * perKind) {
      throw malformed(
          file,
          1,
          "it announces "
              + folds
              + " folds of twice "
              + perKind
              + " pairs, and "
              + (lines.size() - 1)
              + " lines follow; at least two folds are needed");
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      int fold = (i - 1) / (2 * perKind);
      String[] parts = lines.get(i).strip().split("\t", -1);
      if (parts.length == 3) {
        pairs.add(
            new Pair(
                fold,
                picture(parts[0], number(file, i + 1, parts[1])),
                picture(parts[0], number(file, i + 1, parts[2])),
                true));
      } else if (parts.length == 4) {
        pairs.add(
            new Pair(
                fold,
                picture(parts[0], number(file, i + 1, parts[1])),
                picture(parts[2], number(file, i + 1, parts[3])),
                false));
      } else {
        throw malformed(file, i + 1, "expected three or four columns parted by tabs");
      }
    }
    return new PairsFile(folds, pairs);
  }

  /** Every picture that a pair names, once, in the order of the file. */
  public Collection<String> pictures() {
    Collection<String> pictures = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      pictures.add(pair.left());
      pictures.add(pair.right());
    }
    return pictures;
  }

  private static String picture(String person, int number) {
    return String.format(Locale.ROOT, "%s/%s_%04d.jpg", person, person, number);
  }

  private static int number(Path file, int line, String text) throws EvaluationException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw malformed(file, line, "not a number: " + text);
    }
  }

  private static EvaluationException malformed(Path file, int line, String what) {
    return new EvaluationException(file + " is not a pairs file, line " + line + ": " + what);
  }
}
