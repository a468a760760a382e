package dev.rollcall.gateway.adapter.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.rollcall.gateway.domain.face.Age;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Emotion;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.Gender;
import dev.rollcall.gateway.domain.face.Landmark;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.face.Quality;
import dev.rollcall.gateway.domain.face.StoredModel;
import dev.rollcall.gateway.port.ModelStore;
import dev.rollcall.proto.inference.v1.BoundingBox;
import dev.rollcall.proto.inference.v1.ImageSize;
import dev.rollcall.proto.inference.v1.ListModelsResponse;
import dev.rollcall.proto.inference.v1.ListStoredModelsResponse;
import dev.rollcall.proto.inference.v1.LivenessEstimate;
import dev.rollcall.proto.inference.v1.ModelInfo;
import dev.rollcall.proto.inference.v1.StageTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages to and from values. */
final class FaceMessages {
  private FaceMessages() {}

  /** Not a copy: a picture's bytes are never written to. */
  static ByteString bytes(Picture picture) {
    return UnsafeByteOperations.unsafeWrap(picture.bytes());
  }

  static dev.rollcall.proto.inference.v1.Feature feature(Feature feature) {
    return switch (feature) {
      case EMBEDDING -> dev.rollcall.proto.inference.v1.Feature.FEATURE_EMBEDDING;
      case AGE_GENDER -> dev.rollcall.proto.inference.v1.Feature.FEATURE_AGE_GENDER;
      case EMOTION -> dev.rollcall.proto.inference.v1.Feature.FEATURE_EMOTION;
      case LIVENESS -> dev.rollcall.proto.inference.v1.Feature.FEATURE_LIVENESS;
      case QUALITY -> dev.rollcall.proto.inference.v1.Feature.FEATURE_QUALITY;
    };
  }

  static Analysis analysis(
      ImageSize size, List<dev.rollcall.proto.inference.v1.Face> faces, List<StageTime> stages) {
    Map<String, Duration> times = new LinkedHashMap<>();
    for (StageTime stage : stages) {
      times.merge(
          stage.getStage(),
          Duration.ofSeconds(stage.getDuration().getSeconds(), stage.getDuration().getNanos()),
          Duration::plus);
    }
    return new Analysis(
        size.getWidth(), size.getHeight(), faces.stream().map(FaceMessages::face).toList(), times);
  }

  private static Face face(dev.rollcall.proto.inference.v1.Face face) {
    BoundingBox box = face.getBox();
    return new Face(
        new Box(box.getXMin(), box.getYMin(), box.getXMax(), box.getYMax(), box.getProbability()),
        face.getLandmarksList().stream()
            .map(point -> new Landmark(point.getX(), point.getY()))
            .toList(),
        face.hasEmbedding() ? embedding(face.getEmbedding()) : null,
        face.hasAge()
            ? new Age(face.getAge().getValue(), face.getAge().getLow(), face.getAge().getHigh())
            : null,
        face.hasGender()
            ? new Gender(face.getGender().getValue(), face.getGender().getProbability())
            : null,
        face.hasEmotion()
            ? new Emotion(face.getEmotion().getValue(), face.getEmotion().getProbabilitiesMap())
            : null,
        face.hasLiveness() ? liveness(face.getLiveness()) : Liveness.NOT_CHECKED,
        face.hasQuality()
            ? new Quality(face.getQuality().getScore(), face.getQuality().getIssuesList())
            : null);
  }

  private static @Nullable Embedding embedding(
      dev.rollcall.proto.inference.v1.Embedding embedding) {
    float[] values = new float[embedding.getValuesCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = embedding.getValues(i);
    }
    return new Embedding(
        values, new Embedder(embedding.getEmbedderId(), embedding.getEmbedderVersion()));
  }

  private static Liveness liveness(LivenessEstimate liveness) {
    return switch (liveness.getState()) {
      case LIVE -> new Liveness(Liveness.State.LIVE, liveness.getScore());
      case SPOOF -> new Liveness(Liveness.State.SPOOF, liveness.getScore());
      case UNSURE -> new Liveness(Liveness.State.UNSURE, liveness.getScore());
      case STATE_UNSPECIFIED, UNRECOGNIZED -> Liveness.NOT_CHECKED;
    };
  }

  static ModelCatalog catalog(ListModelsResponse response) {
    return new ModelCatalog(
        response.getDevice(),
        response.getDeviceDetail(),
        response.getPack(),
        response.getModelsList().stream().map(FaceMessages::model).toList());
  }

  static ModelStore.Content content(ListStoredModelsResponse response) {
    return new ModelStore.Content(
        response.getDevice(),
        response.getModelsList().stream()
            .map(
                stored ->
                    new StoredModel(
                        model(stored.getModel()),
                        stored.getServing(),
                        stored.getTrainedHere(),
                        stored.getHasReport(),
                        stored.getSwitchable()))
            .toList());
  }

  private static Model model(ModelInfo model) {
    return new Model(
        model.getId(),
        model.getVersion(),
        model.getTask(),
        model.getLicence(),
        model.getTrainingData(),
        model.getResearchOnly(),
        model.getSource(),
        model.getSha256(),
        model.getAccuracyList().stream()
            .map(
                figure ->
                    new Model.Accuracy(
                        figure.getMetric(),
                        figure.getValue(),
                        figure.getN(),
                        figure.getProtocol(),
                        figure.getSource()))
            .toList(),
        model.hasThreshold() ? model.getThreshold() : null,
        model.getLabelsList());
  }
}
