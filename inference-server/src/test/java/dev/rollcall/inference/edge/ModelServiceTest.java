package dev.rollcall.inference.edge;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.catalog.TwinStore;
import dev.rollcall.proto.inference.v1.GetModelReportRequest;
import dev.rollcall.proto.inference.v1.ListStoredModelsRequest;
import dev.rollcall.proto.inference.v1.ModelServiceGrpc;
import dev.rollcall.proto.inference.v1.ServeModelRequest;
import dev.rollcall.proto.inference.v1.StoredModelInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelServiceTest {
  @TempDir Path root;

  private TwinStore withOwn() throws IOException {
    TwinStore store = new TwinStore(root).whole();
    store.ownEmotion("1");
    return store;
  }

  private static ModelServiceGrpc.ModelServiceBlockingStub stub(TwinServer twin) {
    return ModelServiceGrpc.newBlockingStub(twin.channel);
  }

  private static List<StoredModelInfo> emotions(TwinServer twin) {
    return stub(twin)
        .listStoredModels(ListStoredModelsRequest.getDefaultInstance())
        .getModelsList()
        .stream()
        .filter(stored -> stored.getModel().getTask().equals("EMOTION"))
        .toList();
  }

  private static ServeModelRequest serve(String id, String version, String task) {
    return ServeModelRequest.newBuilder().setId(id).setVersion(version).setTask(task).build();
  }

  @Test
  void listStoredModels_twoForOneTask_tellsWhichServes() throws IOException {
    try (TwinServer twin = new TwinServer(withOwn())) {
      List<StoredModelInfo> emotions = emotions(twin);

      assertThat(emotions).hasSize(2);
      assertThat(emotions.get(0).getModel().getId()).isEqualTo("emotion");
      assertThat(emotions.get(0).getServing()).isFalse();
      assertThat(emotions.get(1).getServing()).isTrue();
      assertThat(emotions.get(1).getTrainedHere()).isTrue();
      assertThat(emotions.get(1).getHasReport()).isTrue();
      assertThat(emotions.get(1).getSwitchable()).isTrue();
    }
  }

  @Test
  void serveModel_theOther_servesWhenItIsAnswered() throws IOException {
    try (TwinServer twin = new TwinServer(withOwn())) {
      StoredModelInfo answered =
          stub(twin).serveModel(serve("emotion", "1.0", "EMOTION")).getModel();

      assertThat(answered.getServing()).isTrue();
      assertThat(emotions(twin).get(1).getServing()).isFalse();
    }
  }

  @Test
  void serveModel_embedder_isRefusedWithTheWayToDoIt() throws IOException {
    try (TwinServer twin = new TwinServer(withOwn())) {
      StatusRuntimeException refusal =
          assertThrows(
              StatusRuntimeException.class,
              () -> stub(twin).serveModel(serve("recogniser", "1.0", "")));

      assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(refusal.getStatus().getDescription()).contains("rollcall models migrate");
    }
  }

  @Test
  void serveModel_ofAnotherTask_isUnknown() throws IOException {
    try (TwinServer twin = new TwinServer(withOwn())) {
      StatusRuntimeException refusal =
          assertThrows(
              StatusRuntimeException.class,
              () -> stub(twin).serveModel(serve("emotion", "1.0", "DETECTION")));

      assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  void getModelReport_whereThereIsOne_givesThePage() throws IOException {
    try (TwinServer twin = new TwinServer(withOwn())) {
      GetModelReportRequest own =
          GetModelReportRequest.newBuilder().setId("own-emotion").setVersion("1").build();
      assertThat(stub(twin).getModelReport(own).getHtml()).isEqualTo("<h1>own</h1>");

      GetModelReportRequest none =
          GetModelReportRequest.newBuilder().setId("emotion").setVersion("1.0").build();
      StatusRuntimeException refusal =
          assertThrows(StatusRuntimeException.class, () -> stub(twin).getModelReport(none));
      assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }
  }
}
