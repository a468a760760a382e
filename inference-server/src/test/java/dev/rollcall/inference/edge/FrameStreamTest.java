package dev.rollcall.inference.edge;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.rollcall.inference.vision.TestPictures;
import dev.rollcall.inference.vision.TestPictures.Place;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.Feature;
import dev.rollcall.proto.inference.v1.StreamFacesRequest;
import dev.rollcall.proto.inference.v1.StreamFacesResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FrameStreamTest {
  @TempDir Path root;

  /** Gathers the answers until the stream has ended. */
  private static final class Answers implements StreamObserver<StreamFacesResponse> {
    private final List<StreamFacesResponse> answers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<StreamFacesResponse>> all = new CompletableFuture<>();

    @Override
    public void onNext(StreamFacesResponse answer) {
      answers.add(answer);
    }

    @Override
    public void onError(Throwable cause) {
      all.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
      all.complete(answers);
    }
  }

  private static StreamFacesRequest frame(long id) {
    return StreamFacesRequest.newBuilder()
        .setFrameId(id)
        .setCapturedAt(Timestamp.newBuilder().setSeconds(id))
        .setImage(
            ByteString.copyFrom(TestPictures.faces(320, 240, new Place(40, 30, 150, (int) id, 9))))
        .build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void streamFaces_framesFasterThanTheEngine_skipsAllButTheNewest() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      CountDownLatch entered = new CountDownLatch(1);
      CountDownLatch gate = new CountDownLatch(1);
      twin.engine.beforeEachRun(
          rows -> {
            entered.countDown();
            await(gate);
          });
      Answers answers = new Answers();
      StreamObserver<StreamFacesRequest> frames =
          FaceServiceGrpc.newStub(twin.channel).streamFaces(answers);
      frames.onNext(frame(1).toBuilder().addFeatures(Feature.FEATURE_AGE_GENDER).build());
      await(entered);
      for (int i = 2; i <= 9; i++) {
        frames.onNext(frame(i));
      }
      frames.onCompleted();
      gate.countDown();
      List<StreamFacesResponse> all = answers.all.join();

      assertThat(all.stream().map(StreamFacesResponse::getFrameId).toList())
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)
          .inOrder();
      assertThat(all.get(0).getSkipped()).isFalse();
      assertThat(all.get(8).getSkipped()).isFalse();
      // What the first frame asked for holds for the last, whose answer is its own.
      assertThat(all.get(8).getResult().getFaces(0).getAge().getValue()).isEqualTo(9);
      assertThat(all.get(8).getCapturedAt().getSeconds()).isEqualTo(9);
      for (StreamFacesResponse answer : all) {
        assertThat(answer.hasResult()).isEqualTo(!answer.getSkipped());
      }
    }
  }

  @Test
  void streamFaces_manyFrames_allAnsweredOnceAndInOrder() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      Answers answers = new Answers();
      StreamObserver<StreamFacesRequest> frames =
          FaceServiceGrpc.newStub(twin.channel).streamFaces(answers);
      for (int i = 0; i < 250; i++) {
        frames.onNext(frame(i));
      }
      frames.onCompleted();
      List<StreamFacesResponse> all = answers.all.join();

      assertThat(all).hasSize(250);
      for (int i = 0; i < 250; i++) {
        assertThat(all.get(i).getFrameId()).isEqualTo(i);
      }
      assertThat(all.get(249).getSkipped()).isFalse();
    }
  }

  @Test
  void streamFaces_brokenFrame_isToldAndTheStreamGoesOn() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      Answers answers = new Answers();
      StreamObserver<StreamFacesRequest> frames =
          FaceServiceGrpc.newStub(twin.channel).streamFaces(answers);
      frames.onNext(
          StreamFacesRequest.newBuilder()
              .setFrameId(1)
              .setImage(ByteString.copyFrom("no picture", StandardCharsets.UTF_8))
              .build());
      while (answers.answers.isEmpty() && !answers.all.isDone()) {
        Thread.onSpinWait();
      }
      frames.onNext(frame(2));
      frames.onCompleted();
      List<StreamFacesResponse> all = answers.all.join();

      assertThat(all.get(0).getErrorReason()).isEqualTo("NOT_AN_IMAGE");
      assertThat(all.get(1).getResult().getFacesCount()).isEqualTo(1);
    }
  }

  @Test
  void streamFaces_noFrame_completes() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      Answers answers = new Answers();
      FaceServiceGrpc.newStub(twin.channel).streamFaces(answers).onCompleted();

      assertThat(answers.all.join()).isEmpty();
    }
  }

  @Test
  void streamFaces_callerWhoLeaves_leavesNothingBehind() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      CountDownLatch entered = new CountDownLatch(1);
      CountDownLatch gate = new CountDownLatch(1);
      twin.engine.beforeEachRun(
          rows -> {
            entered.countDown();
            await(gate);
          });
      Answers answers = new Answers();
      StreamObserver<StreamFacesRequest> frames =
          FaceServiceGrpc.newStub(twin.channel).streamFaces(answers);
      frames.onNext(frame(1));
      await(entered);
      frames.onNext(frame(2));
      frames.onError(new IllegalStateException("the camera was unplugged"));
      gate.countDown();

      assertThat(answers.all.handle((all, failure) -> failure != null).join()).isTrue();
    }
  }
}
