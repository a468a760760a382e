package dev.rollcall.gateway.usecase;

import com.google.common.collect.AbstractIterator;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.exchange.Cell;
import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.exchange.RowResult;
import dev.rollcall.gateway.domain.exchange.Table;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.ImportStore;
import dev.rollcall.gateway.port.TableWriter;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an import as CSV: the columns of the file, and what became of each row. The failed
 * ones alone are a file that can be mended and imported again.
 */
public final class ExportImportRows {
  private static final int ROWS_A_READ = 500;

  private final ManageImports imports;
  private final ImportStore store;
  private final TableWriter writer;
  private final AuditLog audit;
  private final InstantSource clock;

  public ExportImportRows(
      ManageImports imports,
      ImportStore store,
      TableWriter writer,
      AuditLog audit,
      InstantSource clock) {
    this.imports = imports;
    this.store = store;
    this.writer = writer;
    this.audit = audit;
    this.clock = clock;
  }

  /** A file that is ready to be written. */
  public TableExport prepare(Principal by, String id, Optional<RowOutcome> only) {
    ImportJob job = imports.get(by.organisationId(), id);
    audit.append(
        by.organisationId(),
        Deed.of(by.accountId(), "file.exported", clock.instant(), id)
            .with("list", "import")
            .with("format", TableFormat.CSV.extension()));
    List<Table.Column> columns = new ArrayList<>();
    List<String> headings = job.headings().isEmpty() ? List.of("file") : job.headings();
    headings.forEach(heading -> columns.add(new Table.Column(heading, 2)));
    for (String more : List.of("line", "outcome", "person_id", "code", "detail", "column")) {
      columns.add(new Table.Column(more, 1));
    }
    Table table =
        new Table(
            "Import", List.of(), ZoneOffset.UTC, columns, () -> rows(id, only, headings.size()));
    return out -> writer.write(table, TableFormat.CSV, out);
  }

  private Iterator<List<Cell>> rows(String id, Optional<RowOutcome> only, int columns) {
    return new AbstractIterator<>() {
      private final Deque<ImportRow> read = new ArrayDeque<>();
      private int last;

      @Override
      protected @Nullable List<Cell> computeNext() {
        if (read.isEmpty()) {
          read.addAll(store.rows(id, only, last, ROWS_A_READ));
        }
        ImportRow row = read.poll();
        if (row == null) {
          return endOfData();
        }
        last = row.number();
        return cells(row, columns);
      }
    };
  }

  private static List<Cell> cells(ImportRow row, int columns) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      cells.add(i < row.cells().size() ? new Cell.Text(row.cells().get(i)) : Cell.EMPTY);
    }
    RowResult result = row.result();
    cells.add(new Cell.Count(row.number()));
    cells.add(text(result == null ? null : result.outcome().name().toLowerCase(Locale.ROOT)));
    cells.add(text(result == null ? null : result.personId()));
    cells.add(text(result == null ? null : result.code()));
    cells.add(text(result == null ? null : result.detail()));
    cells.add(text(result == null ? null : result.column()));
    return cells;
  }

  private static Cell text(@Nullable String text) {
    return text == null ? Cell.EMPTY : new Cell.Text(text);
  }
}
