package dev.rollcall.inference.edge;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.pipeline.TensorPipeline;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.proto.openinference.v2.GRPCInferenceServiceGrpc;
import dev.rollcall.proto.openinference.v2.InferTensorContents;
import dev.rollcall.proto.openinference.v2.ModelInferRequest;
import dev.rollcall.proto.openinference.v2.ModelInferResponse;
import dev.rollcall.proto.openinference.v2.ModelMetadataRequest;
import dev.rollcall.proto.openinference.v2.ModelMetadataResponse;
import dev.rollcall.proto.openinference.v2.ModelReadyRequest;
import dev.rollcall.proto.openinference.v2.ModelReadyResponse;
import dev.rollcall.proto.openinference.v2.ServerLiveRequest;
import dev.rollcall.proto.openinference.v2.ServerLiveResponse;
import dev.rollcall.proto.openinference.v2.ServerMetadataRequest;
import dev.rollcall.proto.openinference.v2.ServerMetadataResponse;
import dev.rollcall.proto.openinference.v2.ServerReadyRequest;
import dev.rollcall.proto.openinference.v2.ServerReadyResponse;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code inference.GRPCInferenceService}: plain tensors in and out of any loaded network. */
final class OpenInferenceService extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
  private static final String INPUT = "image";
  private static final String BYTES = "UINT8";
  private static final String FLOATS = "FP32";
  private static final int CHANNELS = 3;

  private final TensorPipeline tensors;
  private final Admission admission;

  OpenInferenceService(TensorPipeline tensors, Admission admission) {
    this.tensors = tensors;
    this.admission = admission;
  }

  @Override
  public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> observer) {
    UnaryAnswer.send(observer, () -> ServerLiveResponse.newBuilder().setLive(true).build());
  }

  /** Whoever is answered at all has loaded and warmed its networks. */
  @Override
  public void serverReady(
      ServerReadyRequest request, StreamObserver<ServerReadyResponse> observer) {
    UnaryAnswer.send(observer, () -> ServerReadyResponse.newBuilder().setReady(true).build());
  }

  @Override
  public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> observer) {
    UnaryAnswer.send(
        observer,
        () ->
            ModelReadyResponse.newBuilder()
                .setReady(tensors.describe(request.getName(), request.getVersion()).isPresent())
                .build());
  }

  @Override
  public void serverMetadata(
      ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> observer) {
    String version = OpenInferenceService.class.getPackage().getImplementationVersion();
    UnaryAnswer.send(
        observer,
        () ->
            ServerMetadataResponse.newBuilder()
                .setName("rollcall")
                .setVersion(version == null ? "development" : version)
                .build());
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> observer) {
    UnaryAnswer.send(
        observer,
        () ->
            tensors
                .describe(request.getName(), request.getVersion())
                .map(OpenInferenceService::metadata)
                .orElseThrow(
                    () ->
                        new InferenceException(
                            Problem.UNKNOWN_MODEL,
                            "no model %s %s is loaded; ListModels tells which are"
                                .formatted(request.getName(), request.getVersion()))));
  }

  private static ModelMetadataResponse metadata(TensorPipeline.Description network) {
    ModelManifest.Input input = network.manifest().input();
    boolean anySize = input.sizeMultiple() > 0;
    var metadata =
        ModelMetadataResponse.newBuilder()
            .setName(network.manifest().id())
            .addVersions(network.manifest().version())
            .setPlatform("tensorflow_savedmodel")
            .addInputs(
                ModelMetadataResponse.TensorMetadata.newBuilder()
                    .setName(INPUT)
                    .setDatatype(BYTES)
                    .addShape(-1)
                    .addShape(anySize ? -1 : input.height())
                    .addShape(anySize ? -1 : input.width())
                    .addShape(CHANNELS));
    new TreeMap<>(network.rowShapes())
        .forEach(
            (name, shape) ->
                metadata.addOutputs(
                    ModelMetadataResponse.TensorMetadata.newBuilder()
                        .setName(name)
                        .setDatatype(FLOATS)
                        .addShape(-1)
                        .addAllShape(shape.stream().map(Integer::longValue).toList())));
    return metadata.build();
  }

  @Override
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
    UnaryAnswer.send(
        observer,
        () -> {
          RequestScope scope = CallContext.watchedScope();
          return admission.holding(scope, request.getSerializedSize(), () -> infer(request, scope));
        });
  }

  private ModelInferResponse infer(ModelInferRequest request, RequestScope scope) {
    return response(
        request,
        tensors.infer(request.getModelName(), request.getModelVersion(), rows(request), scope));
  }

  /** The one input, cut into rows. */
  private static List<Raster> rows(ModelInferRequest request) {
    if (request.getInputsCount() != 1 || request.getRawInputContentsCount() > 1) {
      throw invalid("a model takes one input, " + INPUT);
    }
    ModelInferRequest.InferInputTensor input = request.getInputs(0);
    if (!input.getName().equals(INPUT) || !input.getDatatype().equals(BYTES)) {
      throw invalid(
          "the input is %s of type %s, not %s of type %s"
              .formatted(INPUT, BYTES, input.getName(), input.getDatatype()));
    }
    ByteString pixels =
        request.getRawInputContentsCount() == 1
            ? request.getRawInputContents(0)
            : UnsafeByteOperations.unsafeWrap(bytes(input.getContents()));
    List<Long> shape = input.getShapeList();
    if (shape.size() != 4
        || shape.get(3) != CHANNELS
        || shape.stream().anyMatch(side -> side < 1 || side > pixels.size())
        || product(shape) != pixels.size()) {
      throw invalid(
          "%d bytes are no tensor of shape %s; the shape is [N, height, width, 3]"
              .formatted(pixels.size(), shape));
    }
    int height = Math.toIntExact(shape.get(1));
    int width = Math.toIntExact(shape.get(2));
    int rowBytes = height * width * CHANNELS;
    List<Raster> rows = new ArrayList<>();
    for (int at = 0; at < pixels.size(); at += rowBytes) {
      rows.add(new Raster(height, width, pixels.substring(at, at + rowBytes).toByteArray()));
    }
    return rows;
  }

  private static double product(List<Long> shape) {
    return shape.stream().mapToDouble(Long::doubleValue).reduce(1, (one, other) -> one * other);
  }

  private static byte[] bytes(InferTensorContents contents) {
    byte[] bytes = new byte[contents.getUintContentsCount()];
    for (int i = 0; i < bytes.length; i++) {
      int value = contents.getUintContents(i);
      if (value < 0 || value > 255) {
        throw invalid("%s values are 0 to 255".formatted(BYTES));
      }
      bytes[i] = (byte) value;
    }
    return bytes;
  }

  private static ModelInferResponse response(
      ModelInferRequest request, TensorPipeline.Answer answer) {
    ModelManifest manifest = answer.network().manifest();
    Set<String> known = new TreeSet<>(answer.rows().get(0).values().keySet());
    Set<String> wanted =
        request.getOutputsList().stream()
            .map(ModelInferRequest.InferRequestedOutputTensor::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!known.containsAll(wanted)) {
      throw invalid("model %s has the outputs %s".formatted(manifest.id(), known));
    }
    ModelInferResponse.Builder response =
        ModelInferResponse.newBuilder()
            .setModelName(manifest.id())
            .setModelVersion(manifest.version())
            .setId(request.getId());
    boolean raw = request.getRawInputContentsCount() > 0;
    for (String name : wanted.isEmpty() ? known : wanted) {
      int length = answer.rows().get(0).get(name).length;
      var output =
          ModelInferResponse.InferOutputTensor.newBuilder()
              .setName(name)
              .setDatatype(FLOATS)
              .addShape(answer.rows().size())
              .addAllShape(shape(answer.network().rowShapes(), name, length));
      if (raw) {
        response.addRawOutputContents(raw(answer.rows(), name, length));
      } else {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (Outputs.Row row : answer.rows()) {
          for (float value : row.get(name, length)) {
            contents.addFp32Contents(value);
          }
        }
        output.setContents(contents);
      }
      response.addOutputs(output);
    }
    return response.build();
  }

  /** What the network says of its output; flat where it leaves more than it tells. */
  private static List<Long> shape(Map<String, List<Integer>> shapes, String name, int length) {
    List<Integer> told = shapes.getOrDefault(name, List.of(-1));
    int open = 0;
    int known = 1;
    for (int side : told) {
      if (side < 0) {
        open++;
      } else {
        known *= side;
      }
    }
    if (open > 1 || known == 0 || length % known != 0 || (open == 0 && known != length)) {
      return List.of((long) length);
    }
    long rest = length / known;
    return told.stream().map(side -> side < 0 ? rest : (long) side).toList();
  }

  private static ByteString raw(List<Outputs.Row> rows, String name, int length) {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.size() * length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Outputs.Row row : rows) {
      for (float value : row.get(name, length)) {
        bytes.putFloat(value);
      }
    }
    bytes.flip();
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  private static InferenceException invalid(String message) {
    return new InferenceException(
        Problem.INVALID_TENSOR, message + "; ModelMetadata tells what a model takes");
  }
}
