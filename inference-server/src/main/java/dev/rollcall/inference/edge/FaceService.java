package dev.rollcall.inference.edge;

import com.google.protobuf.ByteString;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Analysis;
import dev.rollcall.inference.face.Embedding;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.CompareFacesRequest;
import dev.rollcall.proto.inference.v1.CompareFacesResponse;
import dev.rollcall.proto.inference.v1.DetectFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.ListModelsRequest;
import dev.rollcall.proto.inference.v1.ListModelsResponse;
import dev.rollcall.proto.inference.v1.StreamFacesRequest;
import dev.rollcall.proto.inference.v1.StreamFacesResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** {@code rollcall.inference.v1.FaceService}; each call has a thread of its own and may block. */
final class FaceService extends FaceServiceGrpc.FaceServiceImplBase {
  private final Analyst analyst;
  private final Executor frames;

  /**
   * The service.
   *
   * @param frames runs the work of streams
   */
  FaceService(Analyst analyst, Executor frames) {
    this.analyst = analyst;
    this.frames = frames;
  }

  @Override
  public void detectFaces(
      DetectFacesRequest request, StreamObserver<DetectFacesResponse> observer) {
    UnaryAnswer.send(
        observer,
        () ->
            FaceMessages.detected(
                analyst.analyse(
                    request.getImage(),
                    EnumSet.noneOf(Feature.class),
                    FaceMessages.options(request.getDetection()),
                    CallContext.watchedScope())));
  }

  @Override
  public void analyzeFaces(
      AnalyzeFacesRequest request, StreamObserver<AnalyzeFacesResponse> observer) {
    UnaryAnswer.send(
        observer,
        () ->
            FaceMessages.analysed(
                analyst.analyse(
                    request.getImage(),
                    FaceMessages.features(request.getFeaturesList()),
                    FaceMessages.options(request.getDetection()),
                    CallContext.watchedScope())));
  }

  @Override
  public void compareFaces(
      CompareFacesRequest request, StreamObserver<CompareFacesResponse> observer) {
    UnaryAnswer.send(observer, () -> compare(request));
  }

  private CompareFacesResponse compare(CompareFacesRequest request) {
    double threshold =
        analyst
            .pipeline()
            .manifest(Task.RECOGNITION)
            .map(ModelManifest::threshold)
            .orElseThrow(
                () ->
                    new InferenceException(
                        Problem.FEATURE_UNAVAILABLE,
                        "pack %s holds no network with a threshold that recognises faces; choose another pack"
                            .formatted(analyst.pipeline().pack())));
    RequestScope scope = CallContext.watchedScope();
    Optional<Face> first = dominant(request.getFirstImage(), scope);
    Optional<Face> second = dominant(request.getSecondImage(), scope);
    CompareFacesResponse.Builder response =
        CompareFacesResponse.newBuilder().setMatchThreshold(threshold);
    first.map(FaceMessages::face).ifPresent(response::setFirst);
    second.map(FaceMessages::face).ifPresent(response::setSecond);
    Embedding one = first.map(Face::embedding).orElse(null);
    Embedding other = second.map(Face::embedding).orElse(null);
    if (one != null && other != null) {
      double distance = one.distance(other);
      response
          .setDistance(distance)
          .setSimilarity(1 - distance / 2)
          .setVerified(distance <= threshold);
    }
    return response.build();
  }

  private Optional<Face> dominant(ByteString image, RequestScope scope) {
    Analysis analysis =
        analyst.analyse(image, Set.of(Feature.EMBEDDING), new DetectionOptions(0, 0, 1), scope);
    return analysis.faces().stream().findFirst();
  }

  @Override
  public StreamObserver<StreamFacesRequest> streamFaces(
      StreamObserver<StreamFacesResponse> observer) {
    return FrameStream.open(
        analyst, frames, (ServerCallStreamObserver<StreamFacesResponse>) observer);
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    UnaryAnswer.send(
        observer,
        () -> {
          FacePipeline pipeline = analyst.pipeline();
          return ListModelsResponse.newBuilder()
              .setDevice(pipeline.device().kind())
              .setDeviceDetail(pipeline.device().detail())
              .setPack(pipeline.pack())
              .addAllModels(pipeline.manifests().stream().map(FaceMessages::model).toList())
              .build();
        });
  }
}
