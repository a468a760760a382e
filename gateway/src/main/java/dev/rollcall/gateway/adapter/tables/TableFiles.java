package dev.rollcall.gateway.adapter.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.rollcall.gateway.domain.exchange.Cell;
import dev.rollcall.gateway.domain.exchange.Formula;
import dev.rollcall.gateway.domain.exchange.Table;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import dev.rollcall.gateway.port.TableWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** CSV here, XLSX and PDF through their writers. */
public final class TableFiles implements TableWriter {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  @Override
  public void write(Table table, TableFormat format, OutputStream out) throws IOException {
    switch (format) {
      case CSV -> csv(table, out);
      case XLSX -> XlsxTable.write(table, out);
      case PDF -> PdfTable.write(table, out);
    }
    out.flush();
  }

  /** With a byte order mark, without which Excel takes UTF-8 for the machine's own encoding. */
  private static void csv(Table table, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\ufeff');
    @SuppressWarnings("resource") // closing it would close the caller's stream
    CsvWriter csv = CsvWriter.builder().build(writer);
    csv.writeRecord(
        table.columns().stream().map(column -> Formula.defused(column.heading())).toList());
    for (List<Cell> row : table.rows()) {
      csv.writeRecord(row.stream().map(cell -> text(cell, table.zone())).toList());
    }
    csv.flush();
  }

  private static String text(Cell cell, ZoneId zone) {
    return cell instanceof Cell.Text words ? Formula.defused(words.value()) : shown(cell, zone);
  }

  /** As a person reads it; shares as percent with one decimal. */
  static String shown(Cell cell, ZoneId zone) {
    if (cell instanceof Cell.Text words) {
      return words.value();
    }
    if (cell instanceof Cell.Count count) {
      return Long.toString(count.value());
    }
    if (cell instanceof Cell.Share share) {
      return String.format(Locale.ROOT, "%.1f %%", share.value() * 100);
    }
    if (cell instanceof Cell.Moment moment) {
      return MOMENT.format(moment.value().truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
    return ((Cell.Day) cell).value().toString();
  }
}
