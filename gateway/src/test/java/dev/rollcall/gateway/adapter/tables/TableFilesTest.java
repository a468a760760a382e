package dev.rollcall.gateway.adapter.tables;

import static com.google.common.truth.Truth.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import dev.rollcall.gateway.domain.exchange.Cell;
import dev.rollcall.gateway.domain.exchange.Table;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** orangehrm#1757: reports come as CSV, XLSX and PDF. */
class TableFilesTest {
  private static final String VIETNAMESE = "Nguyễn Thị Ánh Tuyết";

  private static Table table(List<List<Cell>> rows) {
    return new Table(
        "Attendance",
        List.of("Lớp 4b", "2026-03-02 – 2026-03-06"),
        ZoneId.of("Asia/Ho_Chi_Minh"),
        List.of(
            new Table.Column("Name", 4),
            new Table.Column("Present", 1),
            new Table.Column("Percentage", 1),
            new Table.Column("First seen", 2),
            new Table.Column("Day", 2)),
        rows);
  }

  private static List<Cell> row(String name) {
    return List.of(
        new Cell.Text(name),
        new Cell.Count(7),
        new Cell.Share(0.875),
        new Cell.Moment(Instant.parse("2026-03-02T01:02:03.9Z")),
        new Cell.Day(LocalDate.of(2026, 3, 2)));
  }

  private static byte[] file(TableFormat format, List<List<Cell>> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TableFiles().write(table(rows), format, out);
    return out.toByteArray();
  }

  @Test
  void csv_isReadBackByOurselves_andRunsNoFormula() throws IOException {
    byte[] csv = file(TableFormat.CSV, List.of(row(VIETNAMESE), row("=HYPERLINK(\"x\")")));
    assertThat(new String(csv, StandardCharsets.UTF_8)).startsWith("\ufeffName,");
    assertThat(new String(csv, StandardCharsets.UTF_8)).contains("\"'=HYPERLINK(\"\"x\"\")\"");
    var read = new CsvFiles().read(csv, null, null);
    assertThat(read.rows().get(0).cells())
        .containsExactly(VIETNAMESE, "7", "87.5 %", "2026-03-02 08:02:03", "2026-03-02")
        .inOrder();
    assertThat(read.rows().get(1).cells().get(0)).isEqualTo("=HYPERLINK(\"x\")");
  }

  @Test
  void xlsx_holdsTextsAsTexts_andNumbersAsNumbers() throws Exception {
    List<List<Cell>> rows = new ArrayList<>(Collections.nCopies(2500, row("=1+1")));
    rows.add(row(VIETNAMESE));
    String sheet;
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(file(TableFormat.XLSX, rows)))
            .get()) {
      sheet =
          new String(
              zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
              StandardCharsets.UTF_8);
    }
    assertThat(sheet).contains("<t>=1+1</t>");
    assertThat(sheet).doesNotContain("<f>");
    assertThat(words(sheet)).contains(VIETNAMESE);
    assertThat(sheet).contains("<v>0.875</v>");
    assertThat(sheet).contains("r=\"A2502\"");
  }

  private static String words(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement()
        .getTextContent();
  }

  @Test
  void pdf_showsNamesOfManyScripts_onEveryPage() throws IOException {
    List<List<Cell>> rows = new ArrayList<>(Collections.nCopies(100, row(VIETNAMESE)));
    rows.add(row("Ρένα Иван"));
    rows.add(row("عمر"));
    rows.add(row("王小明"));
    PdfReader reader = new PdfReader(file(TableFormat.PDF, rows));
    assertThat(reader.getNumberOfPages()).isGreaterThan(2);
    StringBuilder text = new StringBuilder();
    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
      text.append(new PdfTextExtractor(reader).getTextFromPage(page));
    }
    assertThat(text.toString()).contains(VIETNAMESE);
    assertThat(text.toString()).contains("Ρένα Иван");
    assertThat(text.toString()).contains("87.5 %");
    assertThat(text.toString()).contains("CSV and XLSX have them");
    reader.close();
  }

  @Test
  void emptyReport_isAFileAllTheSame() throws IOException {
    for (TableFormat format : TableFormat.values()) {
      assertThat(file(format, List.of())).isNotEmpty();
    }
  }
}
