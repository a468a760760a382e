package dev.rollcall.inference.edge;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import dev.rollcall.inference.vision.TestPictures;
import dev.rollcall.inference.vision.TestPictures.Place;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.StreamFacesRequest;
import dev.rollcall.proto.inference.v1.StreamFacesResponse;
import dev.rollcall.proto.openinference.v2.GRPCInferenceServiceGrpc;
import dev.rollcall.proto.openinference.v2.ModelInferRequest;
import dev.rollcall.proto.openinference.v2.ModelInferRequest.InferInputTensor;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What careless and hostile callers do, over real HTTP/2. After each attack an honest call is
 * answered, and closing the twin finds every byte, slot and network given back.
 */
@Timeout(120)
class AttackTest {
  private static final int TINY_CALLS = 10_000;
  private static final ByteString TINY = ByteString.copyFromUtf8("x");

  @TempDir Path root;
  private TwinServer twin;

  @BeforeEach
  void open() throws IOException {
    twin = TwinServer.onLoopback(root);
  }

  @AfterEach
  void close() {
    assertThat(twin.stub().detectFaces(detect(face(7))).getFacesCount()).isEqualTo(1);
    twin.close();
  }

  private static ByteString face(int green) {
    return ByteString.copyFrom(TestPictures.faces(320, 240, new Place(40, 30, 150, green, 9)));
  }

  private static DetectFacesRequest detect(ByteString image) {
    return DetectFacesRequest.newBuilder().setImage(image).build();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<Code, Integer> ends(List<ListenableFuture<DetectFacesResponse>> calls)
      throws InterruptedException {
    Map<Code, Integer> ends = new EnumMap<>(Code.class);
    for (ListenableFuture<DetectFacesResponse> call : calls) {
      Code end;
      try {
        end = call.isCancelled() || call.get() == null ? Code.CANCELLED : Code.OK;
      } catch (ExecutionException e) {
        end = Status.fromThrowable(e).getCode();
      }
      ends.merge(end, 1, Integer::sum);
    }
    return ends;
  }

  @Test
  void tinyCalls_tenThousandAtOnce_areEachAnsweredOrRefused() throws InterruptedException {
    var stub = FaceServiceGrpc.newFutureStub(twin.channel);
    List<ListenableFuture<DetectFacesResponse>> calls = new ArrayList<>();
    for (int i = 0; i < TINY_CALLS; i++) {
      calls.add(stub.detectFaces(detect(TINY)));
    }
    Map<Code, Integer> ends = ends(calls);

    assertThat(ends.keySet()).containsNoneIn(List.of(Code.OK, Code.INTERNAL, Code.UNAVAILABLE));
    assertThat(
            ends.getOrDefault(Code.INVALID_ARGUMENT, 0)
                + ends.getOrDefault(Code.RESOURCE_EXHAUSTED, 0))
        .isEqualTo(TINY_CALLS);
    assertThat(ends.get(Code.INVALID_ARGUMENT)).isGreaterThan(0);
  }

  @Test
  void calls_cancelledInTheMiddle_giveEverythingBack() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    twin.engine.beforeEachRun(
        rows -> {
          entered.countDown();
          await(gate);
        });
    var stub = FaceServiceGrpc.newFutureStub(twin.channel);
    List<ListenableFuture<DetectFacesResponse>> calls = new ArrayList<>();
    // More than there are slots: some are refused, some work, some wait.
    for (int i = 0; i < 40; i++) {
      calls.add(stub.detectFaces(detect(face(i))));
    }
    await(entered);
    Random random = new Random(4);
    calls.stream().filter(call -> random.nextBoolean()).forEach(call -> call.cancel(true));
    gate.countDown();
    Map<Code, Integer> ends = ends(calls);

    assertThat(ends.getOrDefault(Code.CANCELLED, 0)).isGreaterThan(0);
    assertThat(ends.getOrDefault(Code.OK, 0)).isGreaterThan(0);
    assertThat(ends.keySet()).containsNoneOf(Code.INTERNAL, Code.UNKNOWN);
  }

  @Test
  void message_beyondAnyLimit_endsItsCallAlone() throws InterruptedException {
    ByteString giant = ByteString.copyFrom(new byte[16 << 20]);
    var stub = FaceServiceGrpc.newFutureStub(twin.channel);
    Map<Code, Integer> ends =
        ends(List.of(stub.detectFaces(detect(giant)), stub.detectFaces(detect(face(3)))));

    assertThat(ends).containsEntry(Code.OK, 1);
    assertThat(ends.keySet()).containsAnyOf(Code.RESOURCE_EXHAUSTED, Code.CANCELLED);
  }

  @Test
  void calls_withAMillisecond_endInTimeAndLeaveNothing() throws InterruptedException {
    List<ListenableFuture<DetectFacesResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      calls.add(
          FaceServiceGrpc.newFutureStub(twin.channel)
              .withDeadlineAfter(1, TimeUnit.MILLISECONDS)
              .detectFaces(detect(face(5))));
    }

    assertThat(ends(calls).keySet())
        .containsNoneOf(Code.INTERNAL, Code.UNKNOWN, Code.INVALID_ARGUMENT);
  }

  @Test
  void picture_ofEveryOddKind_isReadOrRefusedWithItsReason() {
    byte[] jpeg = TestPictures.encoded(TestPictures.quartered(320, 240), "jpg");
    Map<String, ByteString> read =
        Map.of(
            "turned by EXIF", ByteString.copyFrom(TestPictures.turned(jpeg, 6)),
            "CMYK", ByteString.copyFrom(TestPictures.cmykJpeg(64, 48)),
            "16 bits", ByteString.copyFrom(TestPictures.deepPng(64, 48)));
    read.forEach(
        (kind, picture) -> {
          var size = twin.stub().detectFaces(detect(picture)).getImageSize();
          assertWithMessage(kind)
              .that(List.of(size.getWidth(), size.getHeight()))
              .isEqualTo(kind.startsWith("turned") ? List.of(240, 320) : List.of(64, 48));
        });
    Map<ByteString, String> refused =
        Map.of(
            ByteString.EMPTY,
            "EMPTY_IMAGE",
            ByteString.copyFrom(jpeg, 0, jpeg.length / 2),
            "CORRUPT_IMAGE",
            ByteString.copyFrom(TestPictures.hollowPng(30_000, 30_000)),
            "IMAGE_TOO_LARGE",
            ByteString.copyFrom(TestPictures.hollowPng(300, 300)),
            "CORRUPT_IMAGE",
            ByteString.copyFrom(TestPictures.encoded(TestPictures.quartered(32, 32), "gif")),
            "NOT_AN_IMAGE",
            ByteString.copyFrom("<svg/>", StandardCharsets.UTF_8),
            "NOT_AN_IMAGE");
    refused.forEach(
        (picture, reason) ->
            assertThat(Refusal.of(() -> twin.stub().detectFaces(detect(picture))))
                .isEqualTo(Refusal.invalid(reason)));
  }

  @Test
  void features_nobodyKnows_areRefusedByName() {
    AnalyzeFacesRequest request =
        AnalyzeFacesRequest.newBuilder().setImage(face(1)).addFeaturesValue(999).build();

    assertThat(Refusal.of(() -> twin.stub().analyzeFaces(request)))
        .isEqualTo(Refusal.invalid("UNKNOWN_FEATURE"));
  }

  @Test
  void tensors_thatDoNotFit_areRefusedWithDetails() {
    var stub = GRPCInferenceServiceGrpc.newBlockingStub(twin.channel);
    InferInputTensor.Builder input =
        InferInputTensor.newBuilder()
            .setName("image")
            .setDatatype("UINT8")
            .addAllShape(List.of(1L, 16L, 16L, 3L));
    ModelInferRequest.Builder fits =
        ModelInferRequest.newBuilder()
            .setModelName("age")
            .addInputs(input)
            .addRawInputContents(ByteString.copyFrom(new byte[16 * 16 * 3]));
    assertThat(stub.modelInfer(fits.build()).getOutputsCount()).isEqualTo(2);
    List<ModelInferRequest.Builder> wrong =
        List.of(
            fits.clone().setRawInputContents(0, TINY),
            fits.clone().addRawInputContents(TINY),
            fits.clone().setInputs(0, input.clone().setShape(0, Long.MAX_VALUE)),
            fits.clone().setInputs(0, input.clone().setShape(0, 0)),
            fits.clone().setInputs(0, input.clone().setShape(1, -16).setShape(2, -16)),
            fits.clone().setInputs(0, input.clone().clearShape()),
            fits.clone().setInputs(0, input.clone().setDatatype("BYTES")),
            fits.clone().setInputs(0, input.clone().setName("../image")));
    for (ModelInferRequest.Builder request : wrong) {
      assertWithMessage("%s", request.getInputs(0))
          .that(Refusal.of(() -> stub.modelInfer(request.build())))
          .isEqualTo(Refusal.invalid("INVALID_TENSOR"));
    }
    assertThat(Refusal.of(() -> stub.modelInfer(fits.clone().setModelName("").build())))
        .isEqualTo(new Refusal(Code.NOT_FOUND, "UNKNOWN_MODEL", false));
  }

  /** Reads only what it is told to. */
  private static final class SlowReader
      implements ClientResponseObserver<StreamFacesRequest, StreamFacesResponse> {
    final Queue<StreamFacesResponse> answers = new ConcurrentLinkedQueue<>();
    final CompletableFuture<Integer> end = new CompletableFuture<>();
    final CompletableFuture<ClientCallStreamObserver<StreamFacesRequest>> call =
        new CompletableFuture<>();

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamFacesRequest> stream) {
      stream.disableAutoRequestWithInitial(0);
      call.complete(stream);
    }

    @Override
    public void onNext(StreamFacesResponse answer) {
      answers.add(answer);
    }

    @Override
    public void onError(Throwable cause) {
      end.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
      end.complete(answers.size());
    }
  }

  private static StreamFacesRequest frame(int id, ByteString picture) {
    return StreamFacesRequest.newBuilder().setFrameId(id).setImage(picture).build();
  }

  @Test
  void stream_whoseCallerNeverReads_isHeldBackAndAnsweredInOrderOnceItDoes() throws Exception {
    SlowReader reader = new SlowReader();
    StreamObserver<StreamFacesRequest> frames =
        FaceServiceGrpc.newStub(twin.channel).streamFaces(reader);
    ClientCallStreamObserver<StreamFacesRequest> call = reader.call.join();
    // Not decoded, so that the transport and not the decoder is what is filled.
    ByteString heavy = ByteString.copyFrom(new byte[16 << 10]);
    int sent = 0;
    int heldBackTimes = 0;
    while (sent < 5_000 && heldBackTimes < 20) {
      if (call.isReady()) {
        frames.onNext(frame(sent++, heavy));
        heldBackTimes = 0;
      } else {
        heldBackTimes++;
        Thread.sleep(50);
      }
    }

    assertThat(sent).isLessThan(5_000);
    assertThat(twin.budget.reservedBytes()).isAtMost(TwinServer.LIMITS.leastBudgetBytes());
    frames.onCompleted();
    call.request(Integer.MAX_VALUE);
    assertThat(reader.end.get(60, TimeUnit.SECONDS)).isEqualTo(sent);
    int id = 0;
    for (StreamFacesResponse answer : reader.answers) {
      assertThat(answer.getFrameId()).isEqualTo(id++);
    }
  }

  @Test
  void streams_leftOpen_takeTheirSlotsAndNothingElseUntilTheyLeave() throws Exception {
    List<SlowReader> readers = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      SlowReader reader = new SlowReader();
      var unused = FaceServiceGrpc.newStub(twin.channel).streamFaces(reader);
      reader.call.join().request(1);
      readers.add(reader);
    }
    assertThat(twin.stub().detectFaces(detect(face(1))).getFacesCount()).isEqualTo(1);
    readers.forEach(reader -> reader.call.join().cancel("the camera was unplugged", null));

    for (SlowReader reader : readers) {
      assertThat(reader.end.handle((count, failure) -> failure != null).get()).isTrue();
    }
  }
}
