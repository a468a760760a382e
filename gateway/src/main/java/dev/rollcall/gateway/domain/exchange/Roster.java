package dev.rollcall.gateway.domain.exchange;

import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which column of a file is what, and what a row then says. */
public final class Roster {
  /** What a person may be in. */
  private static final int MOST_GROUPS = 50;

  private static final int FIRST_YEAR = 1900;
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})[-/.](\\d{4})");

  private static final Map<String, String> GENDERS =
      Map.ofEntries(
          Map.entry("female", "female"),
          Map.entry("f", "female"),
          Map.entry("woman", "female"),
          Map.entry("girl", "female"),
          Map.entry("nữ", "female"),
          Map.entry("w", "female"),
          Map.entry("weiblich", "female"),
          Map.entry("أنثى", "female"),
          Map.entry("male", "male"),
          Map.entry("m", "male"),
          Map.entry("man", "male"),
          Map.entry("boy", "male"),
          Map.entry("nam", "male"),
          Map.entry("männlich", "male"),
          Map.entry("ذكر", "male"));

  private final List<String> headings;
  private final Map<RosterField, Integer> columns;
  private final @Nullable String groupsSeparator;

  private Roster(
      List<String> headings, Map<RosterField, Integer> columns, @Nullable String groupsSeparator) {
    this.headings = headings;
    this.columns = columns;
    this.groupsSeparator = groupsSeparator;
  }

  /** Field to heading, as the headings themselves say; what says nothing is left out. */
  public static Map<String, String> guess(List<String> headings) {
    Map<String, String> mapping = new LinkedHashMap<>();
    for (String heading : headings) {
      RosterField.meant(heading).ifPresent(field -> mapping.putIfAbsent(field.word(), heading));
    }
    return mapping;
  }

  /**
   * Columns by a mapping, or by a guess where that is empty.
   *
   * @throws ProblemException INVALID_FIELD for a field or a heading that is not there, a heading
   *     that is there twice, or where no column holds a name
   */
  public static Roster of(
      List<String> headings, Map<String, String> mapping, @Nullable String groupsSeparator) {
    Map<RosterField, Integer> columns = new EnumMap<>(RosterField.class);
    (mapping.isEmpty() ? guess(headings) : mapping)
        .forEach((word, heading) -> columns.put(field(word), column(headings, heading)));
    boolean named =
        columns.containsKey(RosterField.NAME)
            || (columns.containsKey(RosterField.FIRST_NAME)
                && columns.containsKey(RosterField.LAST_NAME));
    if (!named) {
      throw mappingProblem(
          "No column is known to hold the name. Say which: mapping {\"name\": \"the heading\"}, or"
              + " first_name and last_name. The headings are %s.".formatted(headings));
    }
    return new Roster(List.copyOf(headings), columns, groupsSeparator);
  }

  private static RosterField field(String word) {
    return RosterField.named(word)
        .orElseThrow(
            () ->
                mappingProblem(
                    "There is no field %s. Known are name, first_name, last_name, external_id,"
                            .formatted(word)
                        + " groups, birth_date, gender and consent."));
  }

  private static int column(List<String> headings, String heading) {
    int first = headings.indexOf(heading.strip());
    if (first < 0) {
      throw mappingProblem("The file has no column %s. It has %s.".formatted(heading, headings));
    }
    if (first != headings.lastIndexOf(heading.strip())) {
      throw mappingProblem(
          "The column %s is there twice. Give one of the two another heading.".formatted(heading));
    }
    return first;
  }

  private static ProblemException mappingProblem(String detail) {
    return ProblemException.ofField(ProblemCode.INVALID_FIELD, "mapping", detail);
  }

  /** What a row says, or why it cannot be used. */
  public RosterEntry entry(List<String> cells) throws RowProblem {
    for (int i = headings.size(); i < cells.size(); i++) {
      if (!cells.get(i).isBlank()) {
        throw new RowProblem(
            "too_many_cells",
            "The row has %d cells and the heading %d. Put a cell that holds the separator into quotation marks."
                .formatted(cells.size(), headings.size()),
            null);
      }
    }
    return new RosterEntry(
        name(cells),
        optional(cells, RosterField.EXTERNAL_ID, "external_id_unsuitable"),
        groups(cells),
        birthDate(cells),
        gender(cells),
        optional(cells, RosterField.CONSENT, "consent_unsuitable"));
  }

  /**
   * What makes a row one of its kind in its file: the external id or, where it has none, the name;
   * empty where it has neither.
   */
  public Optional<String> key(List<String> cells) {
    String externalId = cell(cells, RosterField.EXTERNAL_ID);
    if (!externalId.isEmpty()) {
      return Optional.of("id:" + externalId);
    }
    String name = typedName(cells);
    return name.isEmpty() ? Optional.empty() : Optional.of("name:" + name);
  }

  private String typedName(List<String> cells) {
    String name = cell(cells, RosterField.NAME);
    return name.isEmpty()
        ? (cell(cells, RosterField.FIRST_NAME) + " " + cell(cells, RosterField.LAST_NAME)).strip()
        : name;
  }

  private String name(List<String> cells) throws RowProblem {
    RosterField at =
        columns.containsKey(RosterField.NAME) ? RosterField.NAME : RosterField.FIRST_NAME;
    String typed = typedName(cells);
    if (typed.isEmpty()) {
      throw new RowProblem("name_missing", "The row has no name. Fill it in.", heading(at));
    }
    return suitable(typed, at, "name_unsuitable");
  }

  private Optional<String> optional(List<String> cells, RosterField field, String code)
      throws RowProblem {
    String typed = cell(cells, field);
    return typed.isEmpty() ? Optional.empty() : Optional.of(suitable(typed, field, code));
  }

  private String suitable(String typed, RosterField field, String code) throws RowProblem {
    try {
      return PersonName.parse(field.word(), typed);
    } catch (ProblemException e) {
      throw new RowProblem(code, e.detail(), heading(field));
    }
  }

  private List<String> groups(List<String> cells) throws RowProblem {
    String separator = groupsSeparator == null ? "[;|,]" : Pattern.quote(groupsSeparator);
    List<String> groups = new ArrayList<>();
    for (String group : cell(cells, RosterField.GROUPS).split(separator, -1)) {
      if (!group.isBlank()) {
        String name = suitable(group, RosterField.GROUPS, "group_unsuitable");
        if (!groups.contains(name)) {
          groups.add(name);
        }
      }
    }
    if (groups.size() > MOST_GROUPS) {
      throw new RowProblem(
          "group_unsuitable",
          "A person may be in %d groups, and %d are named.".formatted(MOST_GROUPS, groups.size()),
          heading(RosterField.GROUPS));
    }
    return groups;
  }

  private Optional<LocalDate> birthDate(List<String> cells) throws RowProblem {
    String typed = cell(cells, RosterField.BIRTH_DATE);
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate date = date(typed);
      if (date.getYear() >= FIRST_YEAR) {
        return Optional.of(date);
      }
    } catch (DateTimeException e) {
      // Told below like any other text that is no day.
    }
    throw new RowProblem(
        "birth_date_unsuitable",
        "%s is no day of birth, or may be two. Write it as 2014-03-07.".formatted(typed),
        heading(RosterField.BIRTH_DATE));
  }

  /** Day and month are told apart by the dot, or by a number above twelve; never by a guess. */
  private static LocalDate date(String typed) {
    Matcher first = YEAR_FIRST.matcher(typed);
    if (first.matches()) {
      return LocalDate.of(number(first, 1), number(first, 2), number(first, 3));
    }
    Matcher last = YEAR_LAST.matcher(typed);
    if (!last.matches()) {
      throw new DateTimeException(typed);
    }
    int one = number(last, 1);
    int two = number(last, 3);
    int year = number(last, 4);
    if (".".equals(last.group(2)) || one > 12 || one == two) {
      return LocalDate.of(year, two, one);
    }
    if (two > 12) {
      return LocalDate.of(year, one, two);
    }
    throw new DateTimeException(typed);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private Optional<String> gender(List<String> cells) throws RowProblem {
    String typed = cell(cells, RosterField.GENDER);
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    String gender = GENDERS.get(typed.toLowerCase(Locale.ROOT));
    if (gender == null) {
      throw new RowProblem(
          "gender_unsuitable",
          "%s is not read. Write female or male, or leave it empty.".formatted(typed),
          heading(RosterField.GENDER));
    }
    return Optional.of(gender);
  }

  /** Without white space at its ends; empty where there is none. */
  private String cell(List<String> cells, RosterField field) {
    Integer column = columns.get(field);
    return column == null || column >= cells.size() ? "" : cells.get(column).strip();
  }

  /** The heading of a field's column. */
  public @Nullable String heading(RosterField field) {
    Integer column = columns.get(field);
    return column == null ? null : headings.get(column);
  }
}
