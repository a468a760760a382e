package dev.rollcall.gateway.adapter.tables;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.exchange.CsvTable;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFilesTest {
  private static final String TEXT = "No;Name\r\n1;Zoë Müller\r\n";
  private final CsvFiles files = new CsvFiles();

  private CsvTable read(byte[] file) {
    return files.read(file, null, null);
  }

  private CsvTable read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] with(int first, int second, byte[] rest) {
    byte[] all = new byte[rest.length + 2];
    all[0] = (byte) first;
    all[1] = (byte) second;
    System.arraycopy(rest, 0, all, 2, rest.length);
    return all;
  }

  @Test
  void encodings_areFoundOut() {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Case(byte[] file, String encoding) {}
    for (Case one :
        List.of(
            new Case(TEXT.getBytes(StandardCharsets.UTF_8), "utf-8"),
            new Case(("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_8), "utf-8"),
            new Case(TEXT.getBytes(Charset.forName("windows-1252")), "windows-1252"),
            new Case(with(0xff, 0xfe, TEXT.getBytes(StandardCharsets.UTF_16LE)), "utf-16"),
            new Case(with(0xfe, 0xff, TEXT.getBytes(StandardCharsets.UTF_16BE)), "utf-16"),
            new Case(TEXT.getBytes(StandardCharsets.UTF_16LE), "utf-16"))) {
      CsvTable table = read(one.file());
      assertThat(table.encoding()).isEqualTo(one.encoding());
      assertThat(table.headings()).containsExactly("No", "Name").inOrder();
      assertThat(table.rows().get(0).cells()).containsExactly("1", "Zoë Müller").inOrder();
    }
  }

  @Test
  void separators_areFoundOut_alsoBesideOthers() {
    assertThat(read("a,b\n\"1;2;3\",x\n").separator()).isEqualTo("comma");
    assertThat(read("a\tb\n1,5\t2,5\n").separator()).isEqualTo("tab");
    assertThat(read("a|b\n1|2\n").separator()).isEqualTo("pipe");
    assertThat(read("sep=|\na,b|c\n").headings()).containsExactly("a,b", "c");
    assertThat(read("only one column\nx\n").headings()).containsExactly("only one column");
  }

  @Test
  void lines_areCountedAsAnEditorShowsThem() {
    CsvTable table = read("name,note\nAda,\"two\nlines\"\n\nBob,\n,\n");
    assertThat(table.rows().stream().map(CsvTable.Row::line).toList()).containsExactly(2, 5);
    assertThat(read("sep=,\na,b\n1,2\n").rows().get(0).line()).isEqualTo(3);
  }

  @Test
  void quotes_andDefusedCells_areRead() {
    assertThat(read("a,b\n\"say \"\"hi\"\"\",'=1\n").rows().get(0).cells())
        .containsExactly("say \"hi\"", "=1")
        .inOrder();
  }

  @Test
  void whatIsNoList_isSaidClearly() {
    for (byte[] file :
        List.of(
            new byte[0],
            "PK\u0003\u0004".getBytes(StandardCharsets.UTF_8),
            new byte[] {(byte) 0xff, (byte) 0xd8, 0, 0, 3, 4, 0})) {
      assertThat(assertThrows(ProblemException.class, () -> read(file)).code())
          .isEqualTo(ProblemCode.FILE_UNREADABLE);
    }
  }

  private String refusal(String text) {
    ProblemException refused = assertThrows(ProblemException.class, () -> read(text));
    assertThat(refused.code()).isEqualTo(ProblemCode.FILE_UNREADABLE);
    return refused.detail();
  }

  @Test
  void rows_thatWouldFillTheMemory_areNotRead() {
    assertThat(read("n\n" + "a\n".repeat(CsvFiles.MOST_ROWS)).rows()).hasSize(CsvFiles.MOST_ROWS);
    assertThat(refusal("n\n" + "a\n".repeat(CsvFiles.MOST_ROWS + 1))).contains("Split it");
    assertThat(refusal("n\na\n" + ",".repeat(1000) + "x\n")).contains("Line 3");
    assertThat(refusal("n\n" + "x".repeat(CsvFiles.MOST_CHARACTERS_A_ROW + 1))).contains("Line 2");
    assertThat(read("n\n" + "x".repeat(200_000)).rows()).hasSize(1);
  }
}
