package dev.rollcall.client.load.serving;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.ByteString;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.Face;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final AnalyzeFacesResponse TWO_FACES =
      AnalyzeFacesResponse.newBuilder()
          .addFaces(Face.getDefaultInstance())
          .addFaces(Face.getDefaultInstance())
          .build();

  private static Sample sample(String name) {
    return new Sample(name, ByteString.EMPTY);
  }

  private static Pictures pictures(String... names) {
    List<Sample> samples = new ArrayList<>();
    for (String name : names) {
      samples.add(sample(name));
    }
    return new Pictures(samples, List.of());
  }

  @Test
  void rounds_anyNumber_holdEachPictureOnceARound() {
    Pictures pictures = pictures("a", "b", "c");
    List<Sample> drawn = pictures.rounds(6, 3);
    assertThat(drawn.subList(0, 3)).containsExactlyElementsIn(pictures.all());
    assertThat(drawn.subList(3, 6)).containsExactlyElementsIn(pictures.all());
    assertThat(pictures.rounds(6, 3)).isEqualTo(drawn);
  }

  @Test
  void repeated_everyCall_isSentAndCounted() throws InterruptedException {
    LoadPoint point =
        Load.repeated(sample -> CompletableFuture.completedFuture(TWO_FACES), sample("a"), 3, 50);
    assertThat(point.sent()).isEqualTo(50);
    assertThat(point.answered()).isEqualTo(50);
    assertThat(point.failed() + point.refused()).isEqualTo(0);
  }

  @Test
  void open_refusalsAndFaults_areToldApart() throws InterruptedException {
    Caller caller =
        sample ->
            CompletableFuture.failedFuture(
                (sample.name().equals("full") ? Status.RESOURCE_EXHAUSTED : Status.INTERNAL)
                    .asRuntimeException());
    LoadPoint point =
        Load.open(caller, pictures("full", "broken"), 10_000, Duration.ofMillis(20), 1);
    assertThat(point.sent()).isGreaterThan(1);
    assertThat(point.answered()).isEqualTo(0);
    assertThat(point.refused()).isGreaterThan(0);
    assertThat(point.failed()).isGreaterThan(0);
    assertThat(point.refused() + point.failed()).isEqualTo(point.sent());
  }

  @Test
  void closed_oneRound_sendsEveryPicture() throws InterruptedException {
    List<String> sent = Collections.synchronizedList(new ArrayList<>());
    LoadPoint point =
        Load.closed(
            sample -> {
              sent.add(sample.name());
              return CompletableFuture.completedFuture(TWO_FACES);
            },
            pictures("a", "b", "c"),
            2,
            Duration.ZERO,
            1);
    assertThat(sent).containsExactly("a", "b", "c");
    assertThat(point.answered()).isEqualTo(3);
  }

  @Test
  void oneAtATime_secondPicture_isSentWhenTheFirstIsAnswered() {
    List<CompletableFuture<AnalyzeFacesResponse>> sent = new ArrayList<>();
    OneAtATime caller =
        new OneAtATime(
            sample -> {
              sent.add(new CompletableFuture<>());
              return sent.get(sent.size() - 1);
            });
    CompletableFuture<AnalyzeFacesResponse> first = caller.analyse(sample("a"));
    CompletableFuture<AnalyzeFacesResponse> second = caller.analyse(sample("b"));
    assertThat(sent).hasSize(1);
    sent.get(0).completeExceptionally(Status.INTERNAL.asRuntimeException());
    assertThat(first.isCompletedExceptionally()).isTrue();
    assertThat(sent).hasSize(2);
    sent.get(1).complete(TWO_FACES);
    assertThat(second.join()).isEqualTo(TWO_FACES);
  }
}
