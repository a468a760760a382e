package dev.rollcall.gateway.adapter.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.rollcall.gateway.domain.exchange.CsvTable;
import dev.rollcall.gateway.domain.exchange.Formula;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CsvReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CSV as Excel, LibreOffice and databases write it.
 *
 * <p>Memory: the file, its text, and at most {@link #MOST_ROWS} rows: a row of one letter takes
 * fifty times its bytes.
 */
public final class CsvFiles implements CsvReading {
  static final Map<String, Character> SEPARATORS = separators();
  static final int MOST_ROWS = 200_000;
  static final int MOST_CHARACTERS_A_ROW = 1_000_000;
  private static final int MOST_CELLS = 1000;
  private static final int LINES_LOOKED_AT = 30;

  private static Map<String, Character> separators() {
    Map<String, Character> names = new LinkedHashMap<>();
    names.put("comma", ',');
    names.put("semicolon", ';');
    names.put("tab", '\t');
    names.put("pipe", '|');
    return names;
  }

  @Override
  public CsvTable read(byte[] file, @Nullable String encoding, @Nullable String separator) {
    Decoded text = Decoded.of(file, encoding);
    String content = text.content();
    int skippedLines = 0;
    String told = separator;
    if (content.regionMatches(true, 0, "sep=", 0, 4) && content.length() > 4) {
      if (told == null) {
        told = nameOf(content.charAt(4));
      }
      int end = content.indexOf('\n');
      content = end < 0 ? "" : content.substring(end + 1);
      skippedLines = 1;
    }
    String name = told == null ? guess(content) : told;
    Character character = SEPARATORS.get(name);
    if (character == null) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "separator",
          "separator is one of %s; leave it out to have it found out."
              .formatted(SEPARATORS.keySet()));
    }
    List<CsvTable.Row> rows = rows(content, character, skippedLines);
    if (rows.isEmpty()) {
      throw unreadable("The file has no row. The first row names the columns.");
    }
    List<String> headings = rows.get(0).cells().stream().map(String::strip).toList();
    return new CsvTable(text.encoding(), name, headings, rows.subList(1, rows.size()));
  }

  private static List<CsvTable.Row> rows(String content, char separator, int skippedLines) {
    List<CsvTable.Row> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(content)) {
      for (CsvRecord record : reader) {
        List<String> cells = record.getFields().stream().map(Formula::restored).toList();
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
          requireSize(rows.size(), record);
          rows.add(
              new CsvTable.Row(
                  Math.toIntExact(record.getStartingLineNumber()) + skippedLines, cells));
        }
      }
      return rows;
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw unreadable(
          ("The file cannot be read as CSV after line %d (%s). Look for a quotation mark that is"
                  + " not closed, or save the file anew as CSV UTF-8.")
              .formatted(
                  rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line(), cause.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSize(int rows, CsvRecord record) {
    if (rows > MOST_ROWS) {
      throw unreadable("The file has more than %d rows. Split it.".formatted(MOST_ROWS));
    }
    long characters = record.getFields().stream().mapToLong(String::length).sum();
    if (record.getFieldCount() > MOST_CELLS || characters > MOST_CHARACTERS_A_ROW) {
      throw unreadable(
          ("Line %d has more than %d cells or %d characters. Look for a quotation mark that is not"
                  + " closed.")
              .formatted(record.getStartingLineNumber(), MOST_CELLS, MOST_CHARACTERS_A_ROW));
    }
  }

  private static String nameOf(char separator) {
    for (Map.Entry<String, Character> entry : SEPARATORS.entrySet()) {
      if (entry.getValue() == separator) {
        return entry.getKey();
      }
    }
    return "comma";
  }

  /** The one that stands outside quotes in most lines, and most often in the first. */
  private static String guess(String content) {
    String best = "comma";
    long bestScore = 0;
    for (Map.Entry<String, Character> entry : SEPARATORS.entrySet()) {
      long score = score(content, entry.getValue());
      if (score > bestScore) {
        bestScore = score;
        best = entry.getKey();
      }
    }
    return best;
  }

  private static long score(String content, char separator) {
    boolean quoted = false;
    long inFirst = 0;
    long lines = 0;
    long linesWith = 0;
    long here = 0;
    for (int i = 0; i < content.length() && lines < LINES_LOOKED_AT; i++) {
      char c = content.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == separator) {
        here++;
      } else if (!quoted && c == '\n') {
        inFirst = lines == 0 ? here : inFirst;
        linesWith += here > 0 ? 1 : 0;
        lines++;
        here = 0;
      }
    }
    if (here > 0) {
      inFirst = lines == 0 ? here : inFirst;
      linesWith++;
    }
    return inFirst == 0 ? 0 : linesWith * 1000 + inFirst;
  }

  static ProblemException unreadable(String detail) {
    return new ProblemException(ProblemCode.FILE_UNREADABLE, detail);
  }
}
