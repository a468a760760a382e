package dev.rollcall.models.training.data;

import dev.rollcall.models.training.watch.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is how old: from UTKFace's file names, {@code age_gender_...} with 0 for male, or from a CSV
 * file with a header {@code file,age,gender}, paths relative to the data, gender {@code male},
 * {@code female}, 0 or 1.
 */
public final class AgeGenderLabels {
  public static final int MALE = 0;
  public static final int FEMALE = 1;
  private static final Pattern UTK = Pattern.compile("(\\d{1,3})_([01])_.*");
  private static final int OLDEST = 130;

  private final Optional<Map<String, Label>> table;

  private AgeGenderLabels(Optional<Map<String, Label>> table) {
    this.table = table;
  }

  /** Years, and 0 for male or 1 for female. */
  public record Label(double age, int gender) {}

  public static AgeGenderLabels fromNames() {
    return new AgeGenderLabels(Optional.empty());
  }

  /**
   * Reads the CSV.
   *
   * @throws TrainingException where a line cannot be understood; the message names it
   */
  public static AgeGenderLabels fromCsv(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    if (lines.isEmpty() || !lines.get(0).strip().equalsIgnoreCase("file,age,gender")) {
      throw new TrainingException(csv + " must begin with the line: file,age,gender");
    }
    Map<String, Label> table = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String[] cells = lines.get(i).strip().split(",", -1);
      Optional<Label> label =
          cells.length == 3 ? label(cells[1].strip(), cells[2].strip()) : Optional.empty();
      if (label.isEmpty()) {
        throw new TrainingException(
            "%s, line %d: not a file, an age in years and male or female: %s"
                .formatted(csv, i + 1, lines.get(i)));
      }
      table.put(cells[0].strip(), label.get());
    }
    return new AgeGenderLabels(Optional.of(table));
  }

  /** The label of a file; empty where there is none. */
  public Optional<Label> of(Path root, Path file) {
    if (table.isPresent()) {
      return Optional.ofNullable(table.get().get(root.relativize(file).toString()));
    }
    Matcher name = UTK.matcher(file.getFileName().toString());
    return name.matches() ? label(name.group(1), name.group(2)) : Optional.empty();
  }

  private static Optional<Label> label(String age, String gender) {
    double years;
    try {
      years = Double.parseDouble(age);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    int which =
        switch (gender.toLowerCase(Locale.ROOT)) {
          case "0", "male", "m" -> MALE;
          case "1", "female", "f" -> FEMALE;
          default -> -1;
        };
    return which < 0 || years < 0 || years > OLDEST
        ? Optional.empty()
        : Optional.of(new Label(years, which));
  }
}
