package dev.rollcall.gateway.adapter.tables;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfWriter;
import dev.rollcall.gateway.domain.exchange.Cell;
import dev.rollcall.gateway.domain.exchange.Table;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Pages in A4 across, with the heading on each, in DejaVu Sans, which is embedded: Latin with every
 * Vietnamese letter, Greek, Cyrillic, Arabic and Hebrew (which run from right to left). What the
 * font lacks, such as Chinese, is a box, and a note at the end says that CSV and XLSX have it.
 */
final class PdfTable {
  private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
  private static final BaseFont PLAIN = font("DejaVuSans.ttf");
  private static final BaseFont BOLD = font("DejaVuSans-Bold.ttf");
  private static final Color SHADE = new Color(0xee, 0xf1, 0xf4);
  private static final float SIZE = 8;
  private static final int BOX = 0x25a1;
  private static final int ROWS_A_FLUSH = 200;

  private boolean lacking;

  private PdfTable() {}

  private static BaseFont font(String name) {
    try (InputStream stream = PdfTable.class.getResourceAsStream(FONTS + name)) {
      if (stream == null) {
        throw new IllegalStateException("the font " + name + " is not in this build");
      }
      return BaseFont.createFont(
          name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, stream.readAllBytes(), null);
    } catch (IOException | DocumentException e) {
      throw new IllegalStateException("the font " + name + " does not load", e);
    }
  }

  static void write(Table table, OutputStream out) throws IOException {
    try {
      new PdfTable().draw(table, out);
    } catch (DocumentException e) {
      throw new IOException("the PDF could not be made", e);
    }
  }

  private void draw(Table table, OutputStream out) throws DocumentException {
    Document document = new Document(PageSize.A4.rotate(), 36, 36, 36, 40);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    writer.setCloseStream(false);
    writer.setPageEvent(new PageNumber());
    document.addTitle(table.title());
    document.addCreator("Rollcall");
    document.open();
    document.add(new Paragraph(printable(table.title(), BOLD), new Font(BOLD, 14)));
    for (String note : table.notes()) {
      document.add(new Paragraph(printable(note, PLAIN), new Font(PLAIN, SIZE + 1)));
    }
    PdfPTable grid = new PdfPTable(table.columns().size());
    grid.setWidths(table.columns().stream().mapToInt(Table.Column::share).toArray());
    grid.setWidthPercentage(100);
    grid.setSpacingBefore(10);
    grid.setHeaderRows(1);
    grid.setComplete(false);
    for (Table.Column column : table.columns()) {
      PdfPCell cell = cell(column.heading(), BOLD, Element.ALIGN_LEFT);
      cell.setBackgroundColor(SHADE);
      grid.addCell(cell);
    }
    int rows = 0;
    for (List<Cell> row : table.rows()) {
      for (Cell cell : row) {
        boolean number = cell instanceof Cell.Count || cell instanceof Cell.Share;
        grid.addCell(
            cell(
                TableFiles.shown(cell, table.zone()),
                PLAIN,
                number ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT));
      }
      if (++rows % ROWS_A_FLUSH == 0) {
        document.add(grid);
      }
    }
    grid.setComplete(true);
    document.add(grid);
    if (rows == 0) {
      document.add(new Paragraph("No rows.", new Font(PLAIN, SIZE)));
    }
    if (lacking) {
      document.add(
          new Paragraph(
              "Characters shown as a box are not in this document's font; CSV and XLSX have them.",
              new Font(PLAIN, SIZE)));
    }
    document.close();
  }

  private PdfPCell cell(String text, BaseFont font, int alignment) {
    PdfPCell cell = new PdfPCell(new Phrase(printable(text, font), new Font(font, SIZE)));
    cell.setPadding(3);
    cell.setBorder(Rectangle.BOTTOM);
    cell.setBorderColor(Color.LIGHT_GRAY);
    cell.setHorizontalAlignment(alignment);
    if (text.codePoints().anyMatch(PdfTable::runsFromTheRight)) {
      cell.setRunDirection(PdfWriter.RUN_DIRECTION_RTL);
    }
    return cell;
  }

  private static boolean runsFromTheRight(int codePoint) {
    return switch (Character.getDirectionality(codePoint)) {
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          true;
      default -> false;
    };
  }

  private String printable(String text, BaseFont font) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (font.charExists(c) || Character.isSpaceChar(c)) {
                printable.appendCodePoint(c);
              } else if (Character.getType(c) != Character.FORMAT) {
                printable.appendCodePoint(BOX);
                lacking = true;
              }
            });
    return printable.toString();
  }

  private static final class PageNumber extends PdfPageEventHelper {
    @Override
    public void onEndPage(PdfWriter writer, Document document) {
      ColumnText.showTextAligned(
          writer.getDirectContent(),
          Element.ALIGN_RIGHT,
          new Phrase(Integer.toString(writer.getPageNumber()), new Font(PLAIN, SIZE)),
          document.right(),
          document.bottom() - 16,
          0);
    }
  }
}
