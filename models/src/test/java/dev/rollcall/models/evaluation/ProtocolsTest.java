package dev.rollcall.models.evaluation;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.face.Box;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arithmetic of each protocol against values worked out by hand. */
class ProtocolsTest {
  @TempDir Path folder;

  @Test
  void expectedError_ofTwoBins_isTheWeightedGap() {
    List<Double> confidences = List.of(0.95, 0.85, 0.9, 0.3);
    List<Boolean> rights = List.of(true, true, false, false);

    // Upper half: mean 0.9, right 2/3, weight 3/4. Lower: mean 0.3, right 0, weight 1/4.
    assertThat(Calibrated.expectedError(confidences, rights, 2))
        .isWithin(1e-9)
        .of(0.75 * (0.9 - 2 / 3.0) + 0.25 * 0.3);
    assertThat(Calibrated.expectedError(List.of(1.0), List.of(true), 15)).isEqualTo(0);
  }

  @Test
  void searchRates_ofSixSearches_missAndMistakeAsCounted() {
    SearchRates rates =
        new SearchRates(
            List.of(
                new Search("1", "ada", "ada", 0.4, true),
                new Search("2", "ada", "ada", 0.8, true),
                new Search("3", "bob", "ada", 0.3, true),
                new Search("4", "bob", "", Double.POSITIVE_INFINITY, false),
                new Search("5", "", "ada", 0.7, true),
                new Search("6", "", "bob", 1.1, true)));

    assertThat(rates.rank1()).isEqualTo(0.5);
    // No stranger may pass: below 0.7 only the first is found.
    assertThat(rates.fnirAtFpir(0.1)).isEqualTo(0.75);
    // One of two may: the second at 0.8 is found too.
    assertThat(rates.fnirAtFpir(0.5)).isEqualTo(0.5);
  }

  @Test
  void template_ofTwoPictures_isTheirWeightedDirection() {
    List<EnrolmentTemplate.Picture> pictures =
        List.of(
            new EnrolmentTemplate.Picture(new float[] {1, 0}, 0.75),
            new EnrolmentTemplate.Picture(new float[] {0, 1}, 0.25));
    float[] face = {1, 0};

    assertThat(EnrolmentTemplate.of(EnrolmentTemplate.Way.NEAREST, pictures).distance(face))
        .isEqualTo(0);
    assertThat(EnrolmentTemplate.of(EnrolmentTemplate.Way.MEAN, pictures).distance(face))
        .isWithin(1e-6)
        .of(Math.sqrt(2 - Math.sqrt(2)));
    assertThat(EnrolmentTemplate.of(EnrolmentTemplate.Way.QUALITY_MEAN, pictures).distance(face))
        .isWithin(1e-6)
        .of(Math.sqrt(2 - 2 * 3 / Math.sqrt(10)));
  }

  @Test
  void wish_ofALargeRoster_lowersTheRateAPair() {
    SiteCalibration.Wish wish = new SiteCalibration.Wish(1e-4, 0.01, 0);

    assertThat(wish.perPair(50)).isEqualTo(1e-4);
    assertThat(wish.perPair(1000)).isWithin(1e-9).of(1.005e-5);
  }

  @Test
  void continuedTail_ofAnExponentialOne_findsItsQuantile() {
    // Similarities 0.5 + 0.1 E with quantiles of an exponential law E at (i + 0.5) / n.
    int n = 5000;
    double[] distances =
        IntStream.range(0, n)
            .mapToDouble(i -> 0.2 - 0.05 * Math.log((i + 0.5) / n))
            .map(similarity -> Math.sqrt(2 - 2 * similarity))
            .sorted()
            .toArray();

    double threshold = SiteCalibration.continued(distances, 1e-6);

    assertThat(1 - threshold * threshold / 2).isWithin(0.01).of(0.2 - 0.05 * Math.log(1e-6));
  }

  @Test
  void truth_ofUtkfacesNames_isRead() {
    assertThat(AgeGender.Truth.of("26_1_2_20170116174525125.jpg.chip.jpg"))
        .isEqualTo(Optional.of(new AgeGender.Truth(26, "female", "asian")));
    assertThat(AgeGender.Truth.of("61_0_20170109150557335.jpg").orElseThrow().race())
        .isEqualTo("unknown");
    assertThat(AgeGender.Truth.of("116_0_0_x.jpg").orElseThrow().decade()).isEqualTo("90+");
    assertThat(AgeGender.Truth.of("9_0_0_x.jpg").orElseThrow().decade()).isEqualTo("0-9");
    assertThat(AgeGender.Truth.of("portrait.jpg")).isEmpty();
  }

  @Test
  void guess_withoutAFace_isAsWrongAsCanBe() {
    AgeGender.Guess guess =
        new AgeGender.Guess("x", new AgeGender.Truth(30, "male", "white"), null, null);

    assertThat(guess.error()).isEqualTo(70);
    assertThat(guess.isGenderRight()).isFalse();
  }

  @Test
  void matched_ofOverlappingBoxes_takesEachTrueFaceOnce() {
    Box face = new Box(0, 0, 100, 100, 1);
    Box sure = new Box(10, 0, 110, 100, 0.9);
    Box twin = new Box(0, 0, 100, 90, 0.6);
    Box elsewhere = new Box(300, 0, 400, 100, 0.8);

    assertThat(FaceDetection.matched(List.of(twin, sure, elsewhere), List.of(face)))
        .containsExactly(sure);
  }

  @Test
  void truthFile_namesFacesByPathOrFileName() throws Exception {
    Files.createDirectories(folder.resolve("a"));
    Files.createFile(folder.resolve("a/one.jpg"));
    Files.createFile(folder.resolve("two.png"));
    Files.createFile(folder.resolve("notes.txt"));
    PictureSet set = PictureSet.read(folder);
    TruthFile truth =
        truth("name,x_min,y_min,x_max,y_max\none.jpg,1,2,30,40\na/one.jpg,5,5,9,9\ntwo.png,,,,\n");

    assertThat(set.shots().stream().map(Shot::name)).containsExactly("a/one.jpg", "two.png");
    assertThat(truth.of(set).values().stream().map(List::size)).containsExactly(2, 0).inOrder();
  }

  @Test
  void truthFile_withAnUnknownPictureOrABrokenLine_namesTheLine() throws Exception {
    Files.createFile(folder.resolve("one.jpg"));
    PictureSet set = PictureSet.read(folder);

    assertThat(
            assertThrows(EvaluationException.class, () -> truth("no.jpg,1,2,3,4\n").of(set))
                .getMessage())
        .contains("line 1");
    assertThat(
            assertThrows(EvaluationException.class, () -> truth("#\none.jpg,1,2,3\n")).getMessage())
        .contains("line 2");
    assertThat(
            assertThrows(EvaluationException.class, () -> truth("one.jpg,9,9,3,4\n")).getMessage())
        .contains("empty");
  }

  private TruthFile truth(String text) throws Exception {
    return TruthFile.read(Files.writeString(folder.resolve("truth.csv"), text));
  }

  @Test
  void finder_whateverLiesAbove_findsByPersonAndNumber() throws Exception {
    Files.createDirectories(folder.resolve("images/Ada"));
    Files.createFile(folder.resolve("images/Ada/Ada_0001.png"));
    PictureSet set = PictureSet.read(folder);

    assertThat(set.finder().find("Ada/Ada_0001.jpg").orElseThrow().name())
        .isEqualTo("images/Ada/Ada_0001.png");
    assertThat(set.finder().find("Ada/Ada_0002.jpg")).isEmpty();
  }

  @Test
  void scores_withInfinityAndCommas_readBack() {
    ScoreTable table = new ScoreTable("name", "distance");
    table.add("a,\"b\"", 0.25);
    table.add("c", Double.POSITIVE_INFINITY);

    assertThat(table.lines())
        .containsExactly("name,distance", "\"a,\"\"b\"\"\",0.25", "c,")
        .inOrder();
  }
}
