package dev.rollcall.inference.edge;

import dev.rollcall.inference.catalog.Catalog;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.proto.inference.v1.GetModelReportRequest;
import dev.rollcall.proto.inference.v1.GetModelReportResponse;
import dev.rollcall.proto.inference.v1.ListStoredModelsRequest;
import dev.rollcall.proto.inference.v1.ListStoredModelsResponse;
import dev.rollcall.proto.inference.v1.ModelServiceGrpc;
import dev.rollcall.proto.inference.v1.ServeModelRequest;
import dev.rollcall.proto.inference.v1.ServeModelResponse;
import dev.rollcall.proto.inference.v1.StoredModelInfo;
import io.grpc.stub.StreamObserver;

/** {@code rollcall.inference.v1.ModelService}; each call has a thread of its own and may block. */
final class ModelService extends ModelServiceGrpc.ModelServiceImplBase {
  private final FacePipeline pipeline;

  ModelService(FacePipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void listStoredModels(
      ListStoredModelsRequest request, StreamObserver<ListStoredModelsResponse> observer) {
    UnaryAnswer.send(
        observer,
        () ->
            ListStoredModelsResponse.newBuilder()
                .setDevice(pipeline.device().kind())
                .setPack(pipeline.pack())
                .addAllModels(pipeline.stored().stream().map(ModelService::info).toList())
                .build());
  }

  @Override
  public void getModelReport(
      GetModelReportRequest request, StreamObserver<GetModelReportResponse> observer) {
    UnaryAnswer.send(
        observer,
        () ->
            GetModelReportResponse.newBuilder()
                .setHtml(pipeline.report(request.getId(), request.getVersion()))
                .build());
  }

  @Override
  public void serveModel(ServeModelRequest request, StreamObserver<ServeModelResponse> observer) {
    UnaryAnswer.send(
        observer,
        () ->
            ServeModelResponse.newBuilder()
                .setModel(
                    info(pipeline.serve(request.getId(), request.getVersion(), request.getTask())))
                .build());
  }

  private static StoredModelInfo info(Catalog.Stored stored) {
    return StoredModelInfo.newBuilder()
        .setModel(FaceMessages.model(stored.manifest()))
        .setServing(stored.serving())
        .setTrainedHere(stored.manifest().source().kind().equals(ModelManifest.Source.TRAINED))
        .setHasReport(stored.hasReport())
        .setSwitchable(stored.switchable())
        .build();
  }
}
