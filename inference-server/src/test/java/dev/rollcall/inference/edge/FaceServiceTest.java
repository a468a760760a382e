package dev.rollcall.inference.edge;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.TwinStore;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.vision.TestPictures;
import dev.rollcall.inference.vision.TestPictures.Place;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.CompareFacesRequest;
import dev.rollcall.proto.inference.v1.CompareFacesResponse;
import dev.rollcall.proto.inference.v1.DetectFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.DetectionOptions;
import dev.rollcall.proto.inference.v1.Face;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.Feature;
import dev.rollcall.proto.inference.v1.ListModelsRequest;
import dev.rollcall.proto.inference.v1.ListModelsResponse;
import dev.rollcall.proto.inference.v1.ModelInfo;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FaceServiceTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir Path root;

  private static ByteString picture(Place... places) {
    return ByteString.copyFrom(TestPictures.faces(320, 240, places));
  }

  private static ByteString face(int green, int blue) {
    return picture(new Place(40, 30, 150, green, blue));
  }

  private static AnalyzeFacesRequest analyze(ByteString image, Feature... features) {
    return AnalyzeFacesRequest.newBuilder()
        .setImage(image)
        .addAllFeatures(Arrays.asList(features))
        .build();
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

  @Test
  void detectFaces_twoFaces_answersBoxesOnly() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      DetectFacesResponse response =
          twin.stub()
              .detectFaces(
                  detect(picture(new Place(20, 20, 60, 1, 1), new Place(120, 40, 140, 2, 2))));

      assertThat(response.getImageSize().getWidth()).isEqualTo(320);
      assertThat(response.getFacesList()).hasSize(2);
      Face first = response.getFaces(0);
      assertThat(first.getBox().getXMin()).isWithin(6f).of(120);
      assertThat(first.getBox().getProbability()).isWithin(1e-3f).of(0.9f);
      assertThat(first.hasEmbedding()).isFalse();
      assertThat(first.getLandmarksList()).isEmpty();
      assertThat(response.getStagesList().get(0).getStage()).isEqualTo("decode");
    }
  }

  @Test
  void analyzeFaces_features_areAnsweredOrNamedUnavailable() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      AnalyzeFacesResponse response =
          twin.stub()
              .analyzeFaces(
                  analyze(
                      face(40, 255),
                      Feature.FEATURE_AGE_GENDER,
                      Feature.FEATURE_EMOTION,
                      Feature.FEATURE_EMBEDDING,
                      Feature.FEATURE_LIVENESS,
                      Feature.FEATURE_QUALITY,
                      Feature.FEATURE_LANDMARKS_68));

      Face face = response.getFaces(0);
      assertThat(face.getAge().getValue()).isEqualTo(40);
      assertThat(face.getGender().getValue()).isEqualTo("male");
      assertThat(face.getEmotion().getProbabilitiesMap().keySet()).containsExactly("happy", "sad");
      assertThat(face.getEmbedding().getEmbedderVersion()).isEqualTo("1.0");
      assertThat(face.getLandmarks68List()).hasSize(68);
      assertThat(face.hasQuality()).isTrue();
      assertThat(face.hasLiveness()).isFalse();
      assertThat(response.getUnavailableFeaturesList()).containsExactly(Feature.FEATURE_LIVENESS);
    }
  }

  @Test
  void analyzeFaces_noFace_isAnAnswer() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      assertThat(twin.stub().analyzeFaces(analyze(picture())).getFacesList()).isEmpty();
    }
  }

  @Test
  void analyzeFaces_badPictures_areRefusedEachWithItsReason() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      var stub = twin.stub();
      byte[] whole = face(1, 2).toByteArray();
      ByteString half = ByteString.copyFrom(whole, 0, whole.length / 2);
      ByteString text = ByteString.copyFrom("I am no picture", StandardCharsets.UTF_8);
      ByteString vast = ByteString.copyFrom(TestPictures.hollowPng(30000, 30000));
      ByteString heavy = ByteString.copyFrom(new byte[(1 << 20) + 1]);

      assertThat(Refusal.of(() -> stub.analyzeFaces(analyze(ByteString.EMPTY))))
          .isEqualTo(Refusal.invalid("EMPTY_IMAGE"));
      assertThat(Refusal.of(() -> stub.analyzeFaces(analyze(text))))
          .isEqualTo(Refusal.invalid("NOT_AN_IMAGE"));
      assertThat(Refusal.of(() -> stub.analyzeFaces(analyze(half))))
          .isEqualTo(Refusal.invalid("CORRUPT_IMAGE"));
      assertThat(Refusal.of(() -> stub.analyzeFaces(analyze(vast))))
          .isEqualTo(Refusal.invalid("IMAGE_TOO_LARGE"));
      assertThat(Refusal.of(() -> stub.detectFaces(detect(heavy))))
          .isEqualTo(Refusal.invalid("IMAGE_TOO_LARGE"));
      assertThat(
              Refusal.of(() -> stub.analyzeFaces(analyze(face(1, 2), Feature.FEATURE_UNSPECIFIED))))
          .isEqualTo(Refusal.invalid("UNKNOWN_FEATURE"));
      assertThat(
              Refusal.of(
                  () ->
                      stub.detectFaces(
                          detect(face(1, 2)).toBuilder()
                              .setDetection(DetectionOptions.newBuilder().setMinProbability(2))
                              .build())))
          .isEqualTo(Refusal.invalid("INVALID_OPTION"));
      assertThat(stub.detectFaces(detect(face(1, 2))).getFacesCount()).isEqualTo(1);
    }
  }

  @Test
  void analyzeFaces_networkThatFails_isInternal() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      twin.engine.beforeEachRun(
          rows -> {
            throw new EngineException("out of order");
          });

      assertThat(Refusal.of(() -> twin.stub().analyzeFaces(analyze(face(1, 2)))))
          .isEqualTo(new Refusal(Status.Code.INTERNAL, "ENGINE_FAULT", false));
    }
  }

  @Test
  void analyzeFaces_manyCallersAtOnce_eachGetsItsOwn() throws Exception {
    try (TwinServer twin = TwinServer.whole(root)) {
      ExecutorService callers = Executors.newFixedThreadPool(12);
      List<Future<AnalyzeFacesResponse>> answers = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        AnalyzeFacesRequest request =
            analyze(face(i, 7), Feature.FEATURE_AGE_GENDER, Feature.FEATURE_EMBEDDING);
        answers.add(callers.submit(() -> twin.stub().analyzeFaces(request)));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().getFaces(0).getAge().getValue()).isEqualTo(i);
      }
      callers.shutdownNow();
    }
  }

  @Test
  void compareFaces_sameAndOther_areToldByDistance() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      CompareFacesResponse same =
          twin.stub()
              .compareFaces(
                  CompareFacesRequest.newBuilder()
                      .setFirstImage(face(200, 10))
                      .setSecondImage(face(201, 10))
                      .build());
      CompareFacesResponse other =
          twin.stub()
              .compareFaces(
                  CompareFacesRequest.newBuilder()
                      .setFirstImage(face(255, 10))
                      .setSecondImage(face(10, 255))
                      .build());

      assertThat(same.getVerified()).isTrue();
      assertThat(same.getDistance()).isLessThan(0.05);
      assertThat(same.getMatchThreshold()).isEqualTo(0.25);
      assertThat(other.getVerified()).isFalse();
      assertThat(other.getSimilarity()).isWithin(1e-9).of(1 - other.getDistance() / 2);
    }
  }

  @Test
  void compareFaces_pictureWithoutAFace_hasNoDistance() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      CompareFacesResponse response =
          twin.stub()
              .compareFaces(
                  CompareFacesRequest.newBuilder()
                      .setFirstImage(face(255, 10))
                      .setSecondImage(picture())
                      .build());

      assertThat(response.hasFirst()).isTrue();
      assertThat(response.hasSecond()).isFalse();
      assertThat(response.hasDistance()).isFalse();
      assertThat(response.getVerified()).isFalse();
    }
  }

  @Test
  void compareFaces_packWithoutRecognition_saysSo() throws IOException {
    TwinStore store = new TwinStore(root).detector(Crop.Picture.ONCE);
    try (TwinServer twin = new TwinServer(store)) {
      assertThat(
              Refusal.of(() -> twin.stub().compareFaces(CompareFacesRequest.getDefaultInstance())))
          .isEqualTo(new Refusal(Status.Code.FAILED_PRECONDITION, "FEATURE_UNAVAILABLE", false));
    }
  }

  @Test
  void listModels_always_tellsDeviceAndManifests() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      ListModelsResponse response = twin.stub().listModels(ListModelsRequest.getDefaultInstance());

      assertThat(response.getDevice()).isEqualTo("cpu");
      assertThat(response.getPack()).isEqualTo(TwinStore.PACK);
      ModelInfo recogniser =
          response.getModelsList().stream()
              .filter(model -> model.getTask().equals("RECOGNITION"))
              .findFirst()
              .orElseThrow();
      assertThat(recogniser.getThreshold()).isEqualTo(0.25);
      assertThat(recogniser.getLicence()).isEqualTo("Apache-2.0");
      ModelInfo age =
          response.getModelsList().stream()
              .filter(model -> model.getTask().equals("AGE_GENDER"))
              .findFirst()
              .orElseThrow();
      assertThat(age.hasThreshold()).isFalse();
      assertThat(age.getLabelsList()).containsExactly("female", "male").inOrder();
      assertThat(age.getAccuracy(0).getN()).isEqualTo(100);
    }
  }

  @Test
  void call_moreThanTheSlots_isOverloadedAndWellAfterwards() throws Exception {
    TwinStore store = new TwinStore(root).whole();
    try (TwinServer twin =
        new TwinServer(store, TwinServer.LIMITS.leastBudgetBytes(), 1, Optional.empty())) {
      CountDownLatch entered = new CountDownLatch(1);
      CountDownLatch gate = new CountDownLatch(1);
      twin.engine.beforeEachRun(
          rows -> {
            entered.countDown();
            await(gate);
          });
      Future<DetectFacesResponse> first =
          FaceServiceGrpc.newFutureStub(twin.channel).detectFaces(detect(face(1, 2)));
      await(entered);

      assertThat(Refusal.of(() -> twin.stub().detectFaces(detect(face(1, 2)))))
          .isEqualTo(new Refusal(Status.Code.RESOURCE_EXHAUSTED, "OVERLOADED", true));
      gate.countDown();
      assertThat(first.get().getFacesCount()).isEqualTo(1);
    }
  }

  @Test
  void call_pictureBeyondTheBudgetThatIsLeft_isOverloaded() throws IOException {
    TwinStore store = new TwinStore(root).whole();
    try (TwinServer twin = new TwinServer(store, 100_000, 4, Optional.empty())) {
      assertThat(Refusal.of(() -> twin.stub().detectFaces(detect(face(1, 2)))))
          .isEqualTo(new Refusal(Status.Code.RESOURCE_EXHAUSTED, "OVERLOADED", true));
    }
  }

  @Test
  void call_deadlineThatPasses_givesItsBytesBack() throws IOException {
    try (TwinServer twin = TwinServer.whole(root)) {
      CountDownLatch gate = new CountDownLatch(1);
      twin.engine.beforeEachRun(rows -> await(gate));

      StatusRuntimeException late =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  twin.stub()
                      .withDeadlineAfter(50, TimeUnit.MILLISECONDS)
                      .analyzeFaces(analyze(face(1, 2), Feature.FEATURE_EMBEDDING)));
      gate.countDown();

      assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void health_drainedServer_finishesTheCallAndTakesNoOther() throws Exception {
    try (TwinServer twin = TwinServer.whole(root)) {
      var health = HealthGrpc.newBlockingStub(twin.channel);
      HealthCheckRequest faces =
          HealthCheckRequest.newBuilder().setService(FaceServiceGrpc.SERVICE_NAME).build();
      assertThat(health.check(faces).getStatus()).isEqualTo(ServingStatus.SERVING);
      CountDownLatch entered = new CountDownLatch(1);
      CountDownLatch gate = new CountDownLatch(1);
      twin.engine.beforeEachRun(
          rows -> {
            entered.countDown();
            await(gate);
          });
      Future<DetectFacesResponse> accepted =
          FaceServiceGrpc.newFutureStub(twin.channel).detectFaces(detect(face(1, 2)));
      await(entered);
      Thread drain = new Thread(twin.server::close);
      drain.start();
      while (twin.server.isServing()) {
        Thread.onSpinWait();
      }

      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class, () -> twin.stub().detectFaces(detect(face(1, 2))));
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      gate.countDown();
      assertThat(accepted.get().getFacesCount()).isEqualTo(1);
      drain.join();
    }
  }

  @Test
  void token_missingOrWrong_isUnauthenticatedButHealthAnswers() throws IOException {
    TwinStore store = new TwinStore(root).whole();
    try (TwinServer twin =
        new TwinServer(store, TwinServer.LIMITS.leastBudgetBytes(), 4, Optional.of(TOKEN))) {
      Refusal unauthenticated = new Refusal(Status.Code.UNAUTHENTICATED, "UNAUTHENTICATED", false);

      assertThat(Refusal.of(() -> twin.stub().detectFaces(detect(face(1, 2)))))
          .isEqualTo(unauthenticated);
      assertThat(Refusal.of(() -> with(twin.channel, "Bearer nonsense")))
          .isEqualTo(unauthenticated);
      assertThat(Refusal.of(() -> with(twin.channel, TOKEN))).isEqualTo(unauthenticated);
      with(twin.channel, "Bearer " + TOKEN);
      assertThat(
              HealthGrpc.newBlockingStub(twin.channel)
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
    }
  }

  private static void with(ManagedChannel channel, String authorization) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
    ListModelsResponse response =
        FaceServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .listModels(ListModelsRequest.getDefaultInstance());
    assertThat(response.getModelsCount()).isEqualTo(5);
  }
}
