package dev.rollcall.inference.edge;

import com.google.protobuf.Duration;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.face.Analysis;
import dev.rollcall.inference.face.Embedding;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.face.Quality;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.proto.inference.v1.Accuracy;
import dev.rollcall.proto.inference.v1.AgeEstimate;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.BoundingBox;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.EmotionEstimate;
import dev.rollcall.proto.inference.v1.GenderEstimate;
import dev.rollcall.proto.inference.v1.ImageSize;
import dev.rollcall.proto.inference.v1.LivenessEstimate;
import dev.rollcall.proto.inference.v1.MeshPoint;
import dev.rollcall.proto.inference.v1.ModelInfo;
import dev.rollcall.proto.inference.v1.Point;
import dev.rollcall.proto.inference.v1.StageTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values to and from messages. */
final class FaceMessages {
  private FaceMessages() {}

  /**
   * What the caller wants.
   *
   * @throws InferenceException INVALID_OPTION
   */
  static DetectionOptions options(dev.rollcall.proto.inference.v1.DetectionOptions options) {
    // Counts are unsigned: one beyond two thousand million is read as a negative number.
    return new DetectionOptions(
        options.getMinProbability(), options.getMinFacePixels(), options.getMaxFaces());
  }

  /**
   * The features by the house's names.
   *
   * @throws InferenceException UNKNOWN_FEATURE
   */
  static Set<Feature> features(List<dev.rollcall.proto.inference.v1.Feature> features) {
    Set<Feature> known = EnumSet.noneOf(Feature.class);
    for (dev.rollcall.proto.inference.v1.Feature feature : features) {
      known.add(
          switch (feature) {
            case FEATURE_EMBEDDING -> Feature.EMBEDDING;
            case FEATURE_AGE_GENDER -> Feature.AGE_GENDER;
            case FEATURE_EMOTION -> Feature.EMOTION;
            case FEATURE_LIVENESS -> Feature.LIVENESS;
            case FEATURE_QUALITY -> Feature.QUALITY;
            case FEATURE_LANDMARKS_68 -> Feature.LANDMARKS_68;
            case FEATURE_MESH -> Feature.MESH;
            case FEATURE_UNSPECIFIED, UNRECOGNIZED ->
                throw new InferenceException(
                    Problem.UNKNOWN_FEATURE,
                    "this server does not know one of the features; see Feature in"
                        + " face_service.proto");
          });
    }
    return known;
  }

  private static dev.rollcall.proto.inference.v1.Feature feature(Feature feature) {
    return switch (feature) {
      case EMBEDDING -> dev.rollcall.proto.inference.v1.Feature.FEATURE_EMBEDDING;
      case AGE_GENDER -> dev.rollcall.proto.inference.v1.Feature.FEATURE_AGE_GENDER;
      case EMOTION -> dev.rollcall.proto.inference.v1.Feature.FEATURE_EMOTION;
      case LIVENESS -> dev.rollcall.proto.inference.v1.Feature.FEATURE_LIVENESS;
      case QUALITY -> dev.rollcall.proto.inference.v1.Feature.FEATURE_QUALITY;
      case LANDMARKS_68 -> dev.rollcall.proto.inference.v1.Feature.FEATURE_LANDMARKS_68;
      case MESH -> dev.rollcall.proto.inference.v1.Feature.FEATURE_MESH;
    };
  }

  static DetectFacesResponse detected(Analysis analysis) {
    return DetectFacesResponse.newBuilder()
        .setImageSize(size(analysis))
        .addAllFaces(analysis.faces().stream().map(FaceMessages::face).toList())
        .addAllStages(stages(analysis))
        .build();
  }

  static AnalyzeFacesResponse analysed(Analysis analysis) {
    return AnalyzeFacesResponse.newBuilder()
        .setImageSize(size(analysis))
        .addAllFaces(analysis.faces().stream().map(FaceMessages::face).toList())
        .addAllUnavailableFeatures(
            analysis.unavailable().stream().sorted().map(FaceMessages::feature).toList())
        .addAllStages(stages(analysis))
        .build();
  }

  private static ImageSize size(Analysis analysis) {
    return ImageSize.newBuilder().setWidth(analysis.width()).setHeight(analysis.height()).build();
  }

  private static List<StageTime> stages(Analysis analysis) {
    return analysis.stages().entrySet().stream().map(FaceMessages::stage).toList();
  }

  private static StageTime stage(Map.Entry<String, java.time.Duration> stage) {
    return StageTime.newBuilder()
        .setStage(stage.getKey())
        .setDuration(
            Duration.newBuilder()
                .setSeconds(stage.getValue().toSeconds())
                .setNanos(stage.getValue().toNanosPart()))
        .build();
  }

  static dev.rollcall.proto.inference.v1.Face face(Face face) {
    var message =
        dev.rollcall.proto.inference.v1.Face.newBuilder()
            .setBox(
                BoundingBox.newBuilder()
                    .setXMin((float) face.box().xMin())
                    .setYMin((float) face.box().yMin())
                    .setXMax((float) face.box().xMax())
                    .setYMax((float) face.box().yMax())
                    .setProbability((float) face.box().probability()))
            .addAllLandmarks(face.fivePoints().stream().map(FaceMessages::point).toList())
            .addAllLandmarks68(face.landmarks68().stream().map(FaceMessages::point).toList())
            .addAllMesh(face.mesh().stream().map(FaceMessages::meshPoint).toList());
    if (face.embedding() != null) {
      message.setEmbedding(embedding(face.embedding()));
    }
    if (face.age() != null) {
      message.setAge(
          AgeEstimate.newBuilder()
              .setValue((float) face.age().value())
              .setLow((float) face.age().low())
              .setHigh((float) face.age().high()));
    }
    if (face.gender() != null) {
      message.setGender(
          GenderEstimate.newBuilder()
              .setValue(face.gender().value())
              .setProbability((float) face.gender().probability()));
    }
    if (face.emotion() != null) {
      EmotionEstimate.Builder emotion =
          EmotionEstimate.newBuilder().setValue(face.emotion().value());
      face.emotion()
          .probabilities()
          .forEach((label, share) -> emotion.putProbabilities(label, share.floatValue()));
      message.setEmotion(emotion);
    }
    if (face.liveness() != null) {
      message.setLiveness(
          LivenessEstimate.newBuilder()
              .setState(
                  switch (face.liveness().state()) {
                    case LIVE -> LivenessEstimate.State.LIVE;
                    case SPOOF -> LivenessEstimate.State.SPOOF;
                    case UNSURE -> LivenessEstimate.State.UNSURE;
                  })
              .setScore((float) face.liveness().score()));
    }
    if (face.quality() != null) {
      message.setQuality(
          dev.rollcall.proto.inference.v1.Quality.newBuilder()
              .setScore((float) face.quality().score())
              .addAllIssues(face.quality().issues().stream().map(Quality.Issue::name).toList()));
    }
    return message.build();
  }

  private static Point point(dev.rollcall.inference.face.Point point) {
    return Point.newBuilder().setX((float) point.x()).setY((float) point.y()).build();
  }

  private static MeshPoint meshPoint(dev.rollcall.inference.face.MeshPoint point) {
    return MeshPoint.newBuilder()
        .setX((float) point.x())
        .setY((float) point.y())
        .setZ((float) point.z())
        .build();
  }

  private static dev.rollcall.proto.inference.v1.Embedding embedding(Embedding embedding) {
    var message =
        dev.rollcall.proto.inference.v1.Embedding.newBuilder()
            .setEmbedderId(embedding.embedderId())
            .setEmbedderVersion(embedding.embedderVersion());
    for (float value : embedding.values()) {
      message.addValues(value);
    }
    return message.build();
  }

  static ModelInfo model(ModelManifest manifest) {
    ModelInfo.Builder info =
        ModelInfo.newBuilder()
            .setId(manifest.id())
            .setVersion(manifest.version())
            .setTask(manifest.task().name())
            .setLicence(manifest.licence().spdx())
            .setTrainingData(manifest.licence().trainingData())
            .setResearchOnly(manifest.licence().researchOnly())
            .setSource(source(manifest.source()))
            .setSha256(manifest.sha256())
            .addAllLabels(manifest.labels());
    if (manifest.threshold() != null) {
      info.setThreshold(manifest.threshold());
    }
    for (ModelManifest.Accuracy figure : manifest.accuracy()) {
      info.addAccuracy(
          Accuracy.newBuilder()
              .setMetric(figure.metric())
              .setValue(figure.value())
              .setN(figure.n())
              .setProtocol(figure.protocol())
              .setSource(figure.source()));
    }
    return info.build();
  }

  private static String source(ModelManifest.Source source) {
    return "%s %s %s".formatted(source.kind(), source.name(), source.version()).strip();
  }
}
