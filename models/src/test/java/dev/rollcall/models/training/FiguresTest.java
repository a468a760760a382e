package dev.rollcall.models.training;

import static com.google.common.truth.Truth.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

/** Every figure that a training reports, on numbers whose figures are known. */
class FiguresTest {
  @TempDir Path folder;

  private static Classified.Row row(int label, double... probabilities) {
    return new Classified.Row("", label, probabilities);
  }

  @Test
  void roc_ofOneSwappedPair_isThreeQuarters() {
    Classified faces =
        new Classified(
            List.of("a", "b"),
            List.of(row(0, 0.9, 0.1), row(1, 0.8, 0.2), row(0, 0.7, 0.3), row(1, 0.1, 0.9)));
    assertThat(faces.roc(0).auc()).isWithin(1e-9).of(0.75);
    assertThat(faces.accuracy()).isWithin(1e-9).of(0.75);
    assertThat(faces.confusion()).isEqualTo(List.of(List.of(2L, 0L), List.of(1L, 1L)));
  }

  @Test
  void roc_whereAllScoresAreEqual_isAHalf() {
    Classified faces =
        new Classified(List.of("a", "b"), List.of(row(0, 0.5, 0.5), row(1, 0.5, 0.5)));
    assertThat(faces.roc(0).auc()).isWithin(1e-9).of(0.5);
  }

  @Test
  void calibrationError_ofAnswersSureAndHalfWrong_isAHalf() {
    Classified faces =
        new Classified(List.of("a", "b"), List.of(row(0, 1.0, 0.0), row(1, 1.0, 0.0)));
    assertThat(faces.reliability().ece()).isWithin(1e-9).of(0.5);
  }

  @Test
  void temperature_findsTheOneThatMadeTheLabels() {
    Random random = new Random(3);
    List<float[]> logits = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      float[] drawn = {(float) (6 * random.nextGaussian()), (float) (6 * random.nextGaussian())};
      logits.add(drawn);
      labels.add(random.nextDouble() < EmotionJudge.softmax(drawn, 3)[0] ? 0 : 1);
    }
    double fitted =
        Temperature.fit(
            t -> {
              double loss = 0;
              for (int i = 0; i < logits.size(); i++) {
                loss -= Math.log(EmotionJudge.softmax(logits.get(i), t)[labels.get(i)]);
              }
              return loss;
            });
    assertThat(fitted).isWithin(0.4).of(3);
  }

  @Test
  void verification_figures_matchCounting() {
    Verified verified = new Verified(List.of(0.2, 0.4, 0.9), List.of(0.5, 0.8, 1.0, 1.2));
    assertThat(verified.auc()).isWithin(1e-9).of(10.0 / 12);
    assertThat(verified.trueMatchRate(verified.threshold(0.01))).isWithin(1e-9).of(2.0 / 3);
  }

  @Test
  void classWeights_averageToOne_andLiftTheRareClass() {
    float[] weights = ClassWeights.of(List.of(90, 10), 0.5);
    assertThat((weights[0] * 90 + weights[1] * 10) / 100.0).isWithin(1e-5).of(1);
    assertThat(weights[1]).isGreaterThan(2 * weights[0]);
  }

  @Test
  void schedule_risesThenFallsToAHundredth() {
    Schedule schedule = new Schedule(1, 10, 110);
    assertThat(schedule.rate(5)).isWithin(1e-9).of(0.5);
    assertThat(schedule.rate(10)).isWithin(1e-9).of(1);
    assertThat(schedule.rate(60)).isWithin(1e-6).of(0.505);
    assertThat(schedule.rate(110)).isWithin(1e-9).of(0.01);
  }

  @Test
  void eventFile_isReadBack_asTensorBoardFramesIt() throws Exception {
    // The published CRC-32C of these bytes is e3069283.
    assertThat(EventFile.masked("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Integer.rotateRight(0xe3069283, 15) + 0xa282ead8);
    try (EventFile events = EventFile.create(folder)) {
      events.add(3, Map.of("loss", 0.25));
    }
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    List<Event> read = new ArrayList<>();
    byte[] all = Files.readAllBytes(file);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all))) {
      while (in.available() > 0) {
        byte[] length = in.readNBytes(8);
        assertThat(Integer.reverseBytes(in.readInt())).isEqualTo(EventFile.masked(length));
        byte[] bytes =
            in.readNBytes((int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
        assertThat(Integer.reverseBytes(in.readInt())).isEqualTo(EventFile.masked(bytes));
        read.add(Event.parseFrom(bytes));
      }
    }
    assertThat(read.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(read.get(1).getStep()).isEqualTo(3);
    assertThat(read.get(1).getSummary().getValue(0).getSimpleValue()).isEqualTo(0.25f);
  }
}
