package dev.rollcall.models.evaluation;

import dev.rollcall.inference.face.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the faces of pictures are: CSV, a line a face, {@code name,x_min,y_min,x_max,y_max} in
 * pixels of the upright picture. The name is the path under the folder of pictures, or the file's
 * name where that is unique. A line with a name and four empty cells says that the picture has no
 * face; a header and lines that begin with # are passed over.
 */
public record TruthFile(Path file, List<Line> lines) {
  private static final int CELLS = 5;

  public TruthFile {
    lines = List.copyOf(lines);
  }

  /** One face; or, with an empty list, a picture without any. */
  record Line(int number, String name, List<Box> boxes) {}

  /**
   * Reads the file.
   *
   * @throws EvaluationException where it has another form; the message names the line
   * @throws IOException where it cannot be read
   */
  public static TruthFile read(Path file) throws IOException, EvaluationException {
    List<Line> lines = new ArrayList<>();
    List<String> raw = Files.readAllLines(file);
    for (int i = 0; i < raw.size(); i++) {
      String text = raw.get(i).strip();
      String[] cells = text.split(",", -1);
      boolean header = i == 0 && text.toLowerCase(Locale.ROOT).contains("x_min");
      if (text.isEmpty() || text.startsWith("#") || header) {
        continue;
      }
      if (cells.length != CELLS) {
        throw malformed(file, i + 1, "expected name,x_min,y_min,x_max,y_max");
      }
      lines.add(new Line(i + 1, cells[0].strip(), boxes(file, i + 1, cells)));
    }
    return new TruthFile(file, lines);
  }

  private static List<Box> boxes(Path file, int line, String[] cells) throws EvaluationException {
    if ((cells[1] + cells[2] + cells[3] + cells[4]).isBlank()) {
      return List.of();
    }
    try {
      Box box =
          new Box(
              Double.parseDouble(cells[1]),
              Double.parseDouble(cells[2]),
              Double.parseDouble(cells[3]),
              Double.parseDouble(cells[4]),
              1);
      if (!(box.width() > 0 && box.height() > 0)) {
        throw malformed(file, line, "the box is empty");
      }
      return List.of(box);
    } catch (NumberFormatException e) {
      throw malformed(file, line, "a coordinate is not a number");
    }
  }

  /** The true faces of the pictures that the file names; a picture it does not name has none. */
  Map<Shot, List<Box>> of(PictureSet set) throws EvaluationException {
    Map<String, List<Shot>> byName = new HashMap<>();
    for (Shot shot : set.shots()) {
      byName.computeIfAbsent(shot.name(), any -> new ArrayList<>()).add(shot);
      if (!shot.name().equals(shot.fileName())) {
        byName.computeIfAbsent(shot.fileName(), any -> new ArrayList<>()).add(shot);
      }
    }
    Map<Shot, List<Box>> truth = new LinkedHashMap<>();
    for (Line line : lines) {
      List<Shot> named = byName.getOrDefault(line.name(), List.of());
      if (named.size() != 1) {
        throw malformed(
            file,
            line.number(),
            named.isEmpty()
                ? "there is no picture " + line.name() + " in " + set.root()
                : "several pictures are named " + line.name() + "; give the path under the folder");
      }
      truth.computeIfAbsent(named.get(0), any -> new ArrayList<>()).addAll(line.boxes());
    }
    return truth;
  }

  private static EvaluationException malformed(Path file, int line, String what) {
    return new EvaluationException(file + ", line " + line + ": " + what);
  }
}
