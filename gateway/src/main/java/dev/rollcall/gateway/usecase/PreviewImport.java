package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.exchange.CsvTable;
import dev.rollcall.gateway.domain.exchange.ImportKind;
import dev.rollcall.gateway.domain.exchange.ImportOptions;
import dev.rollcall.gateway.domain.exchange.Roster;
import dev.rollcall.gateway.port.CsvReading;
import dev.rollcall.gateway.port.ImportFiles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file holds, before anything of it is imported. */
public final class PreviewImport {
  private static final int ROWS_SHOWN = 10;
  private static final int FILES_SHOWN = 50;

  private final ImportFiles files;
  private final CsvReading csv;
  private final PictureRows pictures;

  public PreviewImport(ImportFiles files, CsvReading csv, PictureRows pictures) {
    this.files = files;
    this.csv = csv;
    this.pictures = pictures;
  }

  /** Looks at a file that has come whole, and forgets it. */
  public Result run(
      String organisationId, ManageImports.Incoming file, ImportKind kind, ImportOptions options) {
    file.writing().finish();
    try {
      return kind == ImportKind.ROSTER
          ? roster(file.id(), options)
          : pictures(organisationId, file.id());
    } finally {
      files.delete(file.id());
    }
  }

  private Result roster(String id, ImportOptions options) {
    CsvTable table =
        csv.read(
            FilesOfImports.whole(files, id, RosterRows.MOST_BYTES),
            options.encoding(),
            options.separator());
    return new Result(
        ImportKind.ROSTER,
        table.encoding(),
        table.separator(),
        table.headings(),
        table.rows().stream().limit(ROWS_SHOWN).map(CsvTable.Row::cells).toList(),
        table.rows().size(),
        Roster.guess(table.headings()),
        List.of());
  }

  private Result pictures(String organisationId, String id) {
    List<PictureRows.Preview> shown = pictures.preview(organisationId, id, FILES_SHOWN);
    return new Result(
        ImportKind.PICTURES,
        null,
        null,
        List.of(),
        List.of(),
        shown.stream().mapToInt(PictureRows.Preview::total).findFirst().orElse(0),
        Map.of(),
        shown.stream().map(one -> new Picture(one.path(), one.person(), one.matches())).toList());
  }

  /** What was found; of a picture archive without encoding and columns. */
  public record Result(
      ImportKind kind,
      @Nullable String encoding,
      @Nullable String separator,
      List<String> columns,
      List<List<String>> rows,
      int total,
      Map<String, String> mapping,
      List<Picture> files) {}

  /** A picture, whom its name says it shows, and how many people have that name. */
  public record Picture(String path, String person, int matches) {}
}
