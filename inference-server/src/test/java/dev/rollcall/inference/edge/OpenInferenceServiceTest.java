package dev.rollcall.inference.edge;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.rollcall.proto.openinference.v2.GRPCInferenceServiceGrpc;
import dev.rollcall.proto.openinference.v2.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.rollcall.proto.openinference.v2.InferTensorContents;
import dev.rollcall.proto.openinference.v2.ModelInferRequest;
import dev.rollcall.proto.openinference.v2.ModelInferRequest.InferInputTensor;
import dev.rollcall.proto.openinference.v2.ModelInferResponse;
import dev.rollcall.proto.openinference.v2.ModelMetadataRequest;
import dev.rollcall.proto.openinference.v2.ModelMetadataResponse;
import dev.rollcall.proto.openinference.v2.ModelReadyRequest;
import dev.rollcall.proto.openinference.v2.ServerLiveRequest;
import dev.rollcall.proto.openinference.v2.ServerMetadataRequest;
import dev.rollcall.proto.openinference.v2.ServerReadyRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OpenInferenceServiceTest {
  private static final int SIDE = 16;

  @TempDir Path root;
  private TwinServer twin;
  private GRPCInferenceServiceBlockingStub stub;

  @BeforeEach
  void open() throws IOException {
    twin = TwinServer.whole(root);
    stub = GRPCInferenceServiceGrpc.newBlockingStub(twin.channel);
  }

  @AfterEach
  void close() {
    twin.close();
  }

  private static InferInputTensor.Builder input(long... shape) {
    InferInputTensor.Builder input =
        InferInputTensor.newBuilder().setName("image").setDatatype("UINT8");
    for (long side : shape) {
      input.addShape(side);
    }
    return input;
  }

  /** Rows of one level each. */
  private static ByteString rows(int... levels) {
    byte[] pixels = new byte[levels.length * SIDE * SIDE * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) levels[i / (SIDE * SIDE * 3)];
    }
    return ByteString.copyFrom(pixels);
  }

  private static ModelInferRequest.Builder request() {
    return ModelInferRequest.newBuilder()
        .setModelName("age")
        .setId("mine")
        .addInputs(input(2, SIDE, SIDE, 3))
        .addRawInputContents(rows(30, 60));
  }

  private Status.Code refusal(ModelInferRequest.Builder request) {
    return assertThrows(StatusRuntimeException.class, () -> stub.modelInfer(request.build()))
        .getStatus()
        .getCode();
  }

  @Test
  void server_loaded_isLiveAndReady() {
    assertThat(stub.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
    assertThat(stub.serverReady(ServerReadyRequest.getDefaultInstance()).getReady()).isTrue();
    assertThat(stub.serverMetadata(ServerMetadataRequest.getDefaultInstance()).getName())
        .isEqualTo("rollcall");
  }

  @Test
  void modelReady_nameAndVersion_areBothLookedAt() {
    ModelReadyRequest any = ModelReadyRequest.newBuilder().setName("age").build();

    assertThat(stub.modelReady(any).getReady()).isTrue();
    assertThat(stub.modelReady(any.toBuilder().setVersion("1.0").build()).getReady()).isTrue();
    assertThat(stub.modelReady(any.toBuilder().setVersion("2.0").build()).getReady()).isFalse();
    assertThat(stub.modelReady(any.toBuilder().setName("none").build()).getReady()).isFalse();
  }

  @Test
  void modelMetadata_knownModel_tellsItsTensors() {
    ModelMetadataResponse metadata =
        stub.modelMetadata(ModelMetadataRequest.newBuilder().setName("age").build());

    assertThat(metadata.getInputs(0).getShapeList()).containsExactly(-1L, 16L, 16L, 3L).inOrder();
    assertThat(
            metadata.getOutputsList().stream()
                .map(ModelMetadataResponse.TensorMetadata::getName)
                .toList())
        .containsExactly("age", "gender")
        .inOrder();
    assertThat(metadata.getOutputs(1).getShapeList()).containsExactly(-1L, 2L).inOrder();
    assertThat(
            assertThrows(
                    StatusRuntimeException.class,
                    () -> stub.modelMetadata(ModelMetadataRequest.getDefaultInstance()))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void modelInfer_rawRows_areAnsweredRaw() {
    ModelInferResponse response = stub.modelInfer(request().build());

    assertThat(response.getId()).isEqualTo("mine");
    assertThat(response.getModelVersion()).isEqualTo("1.0");
    assertThat(response.getOutputs(0).getShapeList()).containsExactly(2L, 1L).inOrder();
    assertThat(response.getOutputs(1).getShapeList()).containsExactly(2L, 2L).inOrder();
    FloatBuffer ages =
        response
            .getRawOutputContents(0)
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    assertThat(List.of(ages.get(0), ages.get(1))).containsExactly(30f, 60f).inOrder();
  }

  @Test
  void modelInfer_typedRows_areAnsweredTyped() {
    InferTensorContents pixels =
        InferTensorContents.newBuilder()
            .addAllUintContents(Collections.nCopies(SIDE * SIDE * 3, 51))
            .build();

    ModelInferResponse response =
        stub.modelInfer(
            ModelInferRequest.newBuilder()
                .setModelName("age")
                .addInputs(input(1, SIDE, SIDE, 3).setContents(pixels))
                .addOutputs(
                    ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName("gender"))
                .build());

    assertThat(response.getOutputsCount()).isEqualTo(1);
    assertThat(response.getOutputs(0).getContents().getFp32Contents(1)).isWithin(1e-6f).of(0.2f);
    assertThat(response.getRawOutputContentsList()).isEmpty();
  }

  @Test
  void modelInfer_whatDoesNotFit_isRefused() {
    assertThat(refusal(request().setModelName("none"))).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refusal(request().clearInputs())).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal(request().setInputs(0, input(3, SIDE, SIDE, 3))))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal(request().setInputs(0, input(-2, SIDE, -SIDE, 3))))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal(request().setInputs(0, input(1L << 40, 1L << 40, 1L << 40, 3))))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal(request().setInputs(0, input(2, SIDE, SIDE, 3).setDatatype("FP32"))))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(
            refusal(
                request()
                    .addOutputs(
                        ModelInferRequest.InferRequestedOutputTensor.newBuilder()
                            .setName("shoe_size"))))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal(request().setInputs(0, input(1, 2 * SIDE, SIDE, 3))))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }
}
