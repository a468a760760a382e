package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.exchange.CsvTable;
import dev.rollcall.gateway.domain.exchange.PicturePath;
import dev.rollcall.gateway.domain.exchange.Roster;
import dev.rollcall.gateway.domain.exchange.RosterField;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Archives;
import dev.rollcall.gateway.port.CsvReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which files of an archive are pictures to be imported, and whom its mapping file says they show.
 */
final class ListedPictures {
  private static final long MOST_MAPPING_BYTES = 8L << 20;
  private static final String MAPPING = "mapping.csv";

  private final CsvReading csv;

  ListedPictures(CsvReading csv) {
    this.csv = csv;
  }

  /**
   * A picture and whom a mapping file says it shows.
   *
   * @param index in the archive
   */
  record Entry(int index, String path, Optional<String> told) {}

  /** What is in the archive without what nobody meant to send. */
  List<Entry> entries(Archives.Archive archive) {
    List<String> paths = archive.paths();
    Map<String, String> told = mapping(archive, paths);
    List<Entry> entries = new ArrayList<>();
    for (int index = 0; index < paths.size(); index++) {
      String path = paths.get(index);
      if (!PicturePath.isClutter(path) && !isMapping(path)) {
        entries.add(
            new Entry(
                index,
                path,
                Optional.ofNullable(told.getOrDefault(path, told.get(PicturePath.name(path))))));
      }
    }
    if (entries.isEmpty()) {
      throw new ProblemException(
          ProblemCode.FILE_UNREADABLE,
          "The archive holds no file. Pack the pictures and send it again.");
    }
    return entries;
  }

  private static boolean isMapping(String path) {
    return PicturePath.name(path).toLowerCase(Locale.ROOT).equals(MAPPING);
  }

  /** File or path to external id or name; empty where the archive has no mapping file. */
  private Map<String, String> mapping(Archives.Archive archive, List<String> paths) {
    for (int index = 0; index < paths.size(); index++) {
      if (isMapping(paths.get(index)) && !PicturePath.isClutter(paths.get(index))) {
        return mapping(csv.read(archive.read(index, MOST_MAPPING_BYTES), null, null));
      }
    }
    return Map.of();
  }

  private static Map<String, String> mapping(CsvTable table) {
    List<String> headings =
        table.headings().stream().map(heading -> heading.toLowerCase(Locale.ROOT)).toList();
    int file = Math.max(headings.indexOf("file"), headings.indexOf("filename"));
    Map<String, String> guess = Roster.guess(table.headings());
    String who =
        guess.getOrDefault(RosterField.EXTERNAL_ID.word(), guess.get(RosterField.NAME.word()));
    if (file < 0 || who == null) {
      throw new ProblemException(
          ProblemCode.FILE_UNREADABLE,
          "mapping.csv needs a column file and a column external_id or name. It has %s."
              .formatted(table.headings()));
    }
    int person = table.headings().indexOf(who);
    Map<String, String> told = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      if (row.cells().size() > Math.max(file, person)) {
        told.put(row.cells().get(file).strip(), row.cells().get(person).strip());
      }
    }
    return told;
  }
}
