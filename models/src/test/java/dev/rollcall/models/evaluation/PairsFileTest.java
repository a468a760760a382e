package dev.rollcall.models.evaluation;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsFileTest {
  @TempDir Path folder;

  private PairsFile read(String text) throws IOException, EvaluationException {
    return PairsFile.read(Files.writeString(folder.resolve("pairs.txt"), text));
  }

  private String refusal(String text) {
    return String.valueOf(assertThrows(EvaluationException.class, () -> read(text)).getMessage());
  }

  @Test
  void read_ofLfwsForm_givesFoldsAndPictures() throws Exception {
    PairsFile pairs =
        read("2\t1\nAda_King\t1\t12\nAda_King\t2\tBob\t3\nEve\t1\t2\nBob\t1\tEve\t1\n");

    assertThat(pairs.folds()).isEqualTo(2);
    assertThat(pairs.pairs())
        .containsExactly(
            new PairsFile.Pair(0, "Ada_King/Ada_King_0001.jpg", "Ada_King/Ada_King_0012.jpg", true),
            new PairsFile.Pair(0, "Ada_King/Ada_King_0002.jpg", "Bob/Bob_0003.jpg", false),
            new PairsFile.Pair(1, "Eve/Eve_0001.jpg", "Eve/Eve_0002.jpg", true),
            new PairsFile.Pair(1, "Bob/Bob_0001.jpg", "Eve/Eve_0001.jpg", false))
        .inOrder();
    assertThat(pairs.pictures()).hasSize(7);
  }

  @Test
  void read_ofTooFewLines_saysWhatWasAnnounced() {
    assertThat(refusal("2\t1\nAda\t1\t2\n")).contains("2 folds");
  }

  @Test
  void read_ofABrokenLine_namesIt() {
    assertThat(refusal("2\t1\nA\t1\t2\nA\t1\tB\t1\nA\tone\t2\nB\t1\tA\t1\n")).contains("line 4");
    assertThat(refusal("2\t1\nA\t1\t2\nA\t1\tB\t1\nA\t2\nB\t1\tA\t1\n")).contains("line 4");
  }

  @Test
  void read_ofAnEmptyFile_saysWhatIsExpected() {
    assertThat(refusal("")).contains("number of folds");
  }
}
