package dev.rollcall.gateway.adapter.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.port.FaceAnalyzer;
import dev.rollcall.proto.inference.v1.AgeEstimate;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.BoundingBox;
import dev.rollcall.proto.inference.v1.DetectFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.Embedding;
import dev.rollcall.proto.inference.v1.EmotionEstimate;
import dev.rollcall.proto.inference.v1.Face;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.GenderEstimate;
import dev.rollcall.proto.inference.v1.ImageSize;
import dev.rollcall.proto.inference.v1.ListModelsRequest;
import dev.rollcall.proto.inference.v1.ListModelsResponse;
import dev.rollcall.proto.inference.v1.LivenessEstimate;
import dev.rollcall.proto.inference.v1.ModelInfo;
import dev.rollcall.proto.inference.v1.Point;
import dev.rollcall.proto.inference.v1.Quality;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** Serves an analyzer the way the inference server does, status codes and reasons included. */
final class ScriptedFaceService extends FaceServiceGrpc.FaceServiceImplBase {
  private final FaceAnalyzer script;

  ScriptedFaceService(FaceAnalyzer script) {
    this.script = script;
  }

  @Override
  public void detectFaces(DetectFacesRequest request, StreamObserver<DetectFacesResponse> answer) {
    reply(
        answer,
        () -> {
          Analysis analysis = analyze(request.getImage(), Set.of());
          return DetectFacesResponse.newBuilder()
              .setImageSize(size(analysis))
              .addAllFaces(analysis.faces().stream().map(ScriptedFaceService::face).toList())
              .build();
        });
  }

  @Override
  public void analyzeFaces(
      AnalyzeFacesRequest request, StreamObserver<AnalyzeFacesResponse> answer) {
    reply(
        answer,
        () -> {
          Set<Feature> features = EnumSet.noneOf(Feature.class);
          request
              .getFeaturesList()
              .forEach(
                  wanted ->
                      features.add(Feature.valueOf(wanted.name().substring("FEATURE_".length()))));
          Analysis analysis = analyze(request.getImage(), features);
          return AnalyzeFacesResponse.newBuilder()
              .setImageSize(size(analysis))
              .addAllFaces(analysis.faces().stream().map(ScriptedFaceService::face).toList())
              .build();
        });
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> answer) {
    reply(
        answer,
        () -> {
          ModelCatalog catalog = script.models(call());
          return ListModelsResponse.newBuilder()
              .setDevice(catalog.device())
              .setDeviceDetail(catalog.deviceDetail())
              .setPack(catalog.pack())
              .addAllModels(catalog.models().stream().map(ScriptedFaceService::model).toList())
              .build();
        });
  }

  private Analysis analyze(ByteString image, Set<Feature> features) {
    return script.analyze(Picture.of(image.toByteArray()), features, call());
  }

  private static CallContext call() {
    return new CallContext(
        "served", Deadline.after(java.time.Duration.ofSeconds(5), InstantSource.system()));
  }

  private static <T> void reply(StreamObserver<T> answer, Supplier<T> work) {
    T value;
    try {
      value = work.get();
    } catch (ProblemException e) {
      answer.onError(
          e.code() == ProblemCode.OVERLOADED
              ? busy(e.retryAfter().orElseThrow())
              : refusal(io.grpc.Status.Code.INVALID_ARGUMENT, "CORRUPT_IMAGE"));
      return;
    }
    answer.onNext(value);
    answer.onCompleted();
  }

  static StatusRuntimeException refusal(io.grpc.Status.Code code, String reason) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage("refused")
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(reason).setDomain("rollcall.dev").build()))
            .build());
  }

  private static StatusRuntimeException busy(java.time.Duration retryAfter) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(io.grpc.Status.Code.RESOURCE_EXHAUSTED.value())
            .addDetails(
                Any.pack(
                    RetryInfo.newBuilder()
                        .setRetryDelay(
                            Duration.newBuilder()
                                .setSeconds(retryAfter.toSeconds())
                                .setNanos(retryAfter.toNanosPart()))
                        .build()))
            .build());
  }

  private static ImageSize size(Analysis analysis) {
    return ImageSize.newBuilder().setWidth(analysis.width()).setHeight(analysis.height()).build();
  }

  private static Face face(dev.rollcall.gateway.domain.face.Face face) {
    var box = face.box();
    Face.Builder message =
        Face.newBuilder()
            .setBox(
                BoundingBox.newBuilder()
                    .setXMin(box.xMin())
                    .setYMin(box.yMin())
                    .setXMax(box.xMax())
                    .setYMax(box.yMax())
                    .setProbability(box.probability()));
    face.landmarks()
        .forEach(point -> message.addLandmarks(Point.newBuilder().setX(point.x()).setY(point.y())));
    var embedding = face.embedding();
    if (embedding != null) {
      Embedding.Builder values =
          Embedding.newBuilder()
              .setEmbedderId(embedding.embedder().id())
              .setEmbedderVersion(embedding.embedder().version());
      for (float value : embedding.toArray()) {
        values.addValues(value);
      }
      message.setEmbedding(values);
    }
    var age = face.age();
    if (age != null) {
      message.setAge(
          AgeEstimate.newBuilder().setValue(age.value()).setLow(age.low()).setHigh(age.high()));
    }
    var gender = face.gender();
    if (gender != null) {
      message.setGender(
          GenderEstimate.newBuilder()
              .setValue(gender.value())
              .setProbability(gender.probability()));
    }
    var emotion = face.emotion();
    if (emotion != null) {
      message.setEmotion(
          EmotionEstimate.newBuilder()
              .setValue(emotion.value())
              .putAllProbabilities(emotion.probabilities()));
    }
    Float score = face.liveness().score();
    if (face.liveness().state() != Liveness.State.NOT_CHECKED && score != null) {
      message.setLiveness(
          LivenessEstimate.newBuilder()
              .setState(LivenessEstimate.State.valueOf(face.liveness().state().name()))
              .setScore(score));
    }
    var quality = face.quality();
    if (quality != null) {
      message.setQuality(
          Quality.newBuilder().setScore(quality.score()).addAllIssues(quality.issues()));
    }
    return message.build();
  }

  private static ModelInfo model(Model model) {
    ModelInfo.Builder info =
        ModelInfo.newBuilder()
            .setId(model.id())
            .setVersion(model.version())
            .setTask(model.task())
            .setLicence(model.licence())
            .setTrainingData(model.trainingData())
            .setResearchOnly(model.researchOnly())
            .setSource(model.source())
            .setSha256(model.sha256())
            .addAllLabels(model.labels());
    model
        .accuracy()
        .forEach(
            figure ->
                info.addAccuracy(
                    dev.rollcall.proto.inference.v1.Accuracy.newBuilder()
                        .setMetric(figure.metric())
                        .setValue(figure.value())
                        .setN(figure.n())
                        .setProtocol(figure.protocol())
                        .setSource(figure.source())));
    Double threshold = model.threshold();
    if (threshold != null) {
      info.setThreshold(threshold);
    }
    return info.build();
  }
}
