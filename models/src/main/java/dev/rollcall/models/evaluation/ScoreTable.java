package dev.rollcall.models.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of scores, as CSV (RFC 4180). For one thread. */
public final class ScoreTable {
  private final List<String> lines = new ArrayList<>();

  ScoreTable(String... header) {
    add((Object[]) header);
  }

  /** Numbers are written so that they read back the same; an infinite one is left empty. */
  void add(Object... cells) {
    lines.add(Arrays.stream(cells).map(ScoreTable::cell).collect(Collectors.joining(",")));
  }

  private static String cell(Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return "";
    }
    String text = String.valueOf(value);
    return text.contains(",") || text.contains("\"") || text.contains("\n")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  /** As they will stand in the file, the header first. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  public void write(Path file) throws IOException {
    Files.write(file, lines);
  }
}
