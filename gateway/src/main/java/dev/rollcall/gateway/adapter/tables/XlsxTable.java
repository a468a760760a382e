package dev.rollcall.gateway.adapter.tables;

import dev.rollcall.gateway.domain.exchange.Cell;
import dev.rollcall.gateway.domain.exchange.Table;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook of one sheet, or of more where a sheet is full. Texts are typed as texts, so that none
 * is run as a formula; numbers, shares and times are numbers that can be reckoned with.
 */
final class XlsxTable {
  /** Rows that are held before they are written out. */
  private static final int ROWS_A_FLUSH = 1000;

  /** Longer texts are refused by spreadsheets. */
  private static final int MOST_CHARACTERS = 32_767;

  private XlsxTable() {}

  static void write(Table table, OutputStream out) throws IOException {
    try (Workbook workbook = new Workbook(unclosed(out), "Rollcall", "1.0")) {
      Worksheet sheet = sheet(workbook, table, 1);
      int number = 1;
      int row = 1;
      for (List<Cell> cells : table.rows()) {
        if (row == Worksheet.MAX_ROWS) {
          sheet.finish();
          sheet = sheet(workbook, table, ++number);
          row = 1;
        }
        for (int column = 0; column < cells.size(); column++) {
          put(sheet, row, column, cells.get(column), table.zone());
        }
        row++;
        if (row % ROWS_A_FLUSH == 0) {
          sheet.flush();
        }
      }
      sheet.finish();
    }
  }

  private static Worksheet sheet(Workbook workbook, Table table, int number) throws IOException {
    String name = table.title().replaceAll("[\\[\\]:*?/\\\\]", " ");
    name = name.length() > 25 ? name.substring(0, 25) : name;
    Worksheet sheet = workbook.newWorksheet(number == 1 ? name : name + " " + number);
    int shares = table.columns().stream().mapToInt(Table.Column::share).sum();
    for (int column = 0; column < table.columns().size(); column++) {
      Table.Column of = table.columns().get(column);
      sheet.width(column, Math.max(8, 120.0 * of.share() / shares));
      sheet.value(0, column, of.heading());
      sheet.style(0, column).bold().set();
    }
    sheet.freezePane(0, 1);
    return sheet;
  }

  private static void put(Worksheet sheet, int row, int column, Cell cell, ZoneId zone) {
    if (cell instanceof Cell.Text words) {
      String text = words.value();
      sheet.inlineString(row, column, text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
    } else if (cell instanceof Cell.Count count) {
      sheet.value(row, column, count.value());
    } else if (cell instanceof Cell.Share share) {
      sheet.value(row, column, share.value());
      sheet.style(row, column).format("0.0%").set();
    } else if (cell instanceof Cell.Moment moment) {
      sheet.value(row, column, moment.value().atZone(zone).toLocalDateTime());
      sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
    } else if (cell instanceof Cell.Day day) {
      sheet.value(row, column, day.value());
      sheet.style(row, column).format("yyyy-mm-dd").set();
    }
  }

  private static OutputStream unclosed(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}
