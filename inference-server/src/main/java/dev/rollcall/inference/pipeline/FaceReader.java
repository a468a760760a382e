package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.face.Affine;
import dev.rollcall.inference.face.Age;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.face.Embedding;
import dev.rollcall.inference.face.Emotion;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.face.Gender;
import dev.rollcall.inference.face.HeadPose;
import dev.rollcall.inference.face.Liveness;
import dev.rollcall.inference.face.MeshPoint;
import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.heads.AttributeHead;
import dev.rollcall.inference.heads.MirrorMean;
import dev.rollcall.inference.heads.PointsHead;
import dev.rollcall.inference.heads.RecognitionHead;
import dev.rollcall.inference.vision.Framing;
import dev.rollcall.inference.vision.Picture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Asks the heads about the faces of one picture.
 *
 * <p>First the points, then all heads of all faces at once, so that they meet in batches; answers
 * are awaited head by head, and points where they are needed.
 */
final class FaceReader {
  private final Networks networks;
  private final Picture picture;
  private final Set<Feature> features;
  private final StageClock clock;

  FaceReader(Networks networks, Picture picture, Set<Feature> features, StageClock clock) {
    this.networks = networks;
    this.picture = picture;
    this.features = features;
    this.clock = clock;
  }

  private record AgeGender(Age age, Gender gender) {
    static AgeGender of(Outputs.Row row, ModelManifest manifest) {
      return new AgeGender(AttributeHead.age(row, manifest), AttributeHead.gender(row, manifest));
    }
  }

  List<Face> read(List<Detected> detected) {
    List<Subject> faces = subjects(detected);
    var embeddings = ask(faces, Feature.EMBEDDING, Task.RECOGNITION, RecognitionHead::read);
    List<Map<Subject, Asked<Double>>> livenesses = askEach(faces, Feature.LIVENESS, Task.LIVENESS);
    var ages = ask(faces, Feature.AGE_GENDER, Task.AGE_GENDER, averaged(AgeGender::of));
    var emotions = ask(faces, Feature.EMOTION, Task.EMOTION, averaged(AttributeHead::emotion));
    var poses =
        ask(
            faces,
            Feature.QUALITY,
            Task.HEAD_POSE,
            averaged((row, manifest) -> AttributeHead.headPose(row)));
    clock.spentOn("align");
    Map<Subject, Embedding> embedded = await(embeddings, "embedding");
    Map<Subject, AgeGender> aged = await(ages, "age_gender");
    Map<Subject, Emotion> felt = await(emotions, "emotion");
    Map<Subject, Liveness> alive = liveness(faces, livenesses);
    Map<Subject, HeadPose> turned = await(poses, "head_pose");
    List<Face> read = new ArrayList<>();
    for (Subject face : faces) {
      AgeGender person = aged.get(face);
      read.add(
          new Face(
              face.box(),
              face.fivePoints(),
              embedded.get(face),
              person == null ? null : person.age(),
              person == null ? null : person.gender(),
              felt.get(face),
              alive.get(face),
              features.contains(Feature.QUALITY)
                  ? QualityRules.judge(picture, face, turned.get(face))
                  : null,
              features.contains(Feature.LANDMARKS_68) ? face.landmarks68() : List.of(),
              features.contains(Feature.MESH) ? face.mesh() : List.of()));
    }
    if (features.contains(Feature.QUALITY)) {
      clock.spentOn("quality");
    }
    return read;
  }

  private static <T> BiFunction<List<Outputs.Row>, ModelManifest, T> averaged(
      BiFunction<Outputs.Row, ModelManifest, T> read) {
    return (rows, manifest) -> read.apply(MirrorMean.of(rows), manifest);
  }

  /** Every network for the task, each with its own crop. */
  private List<Map<Subject, Asked<Double>>> askEach(
      List<Subject> faces, Feature feature, Task task) {
    List<Map<Subject, Asked<Double>>> asked = new ArrayList<>();
    for (Model model : features.contains(feature) ? networks.findAll(task) : List.<Model>of()) {
      asked.add(
          networks.ask(
              model,
              picture,
              looks(model.manifest(), faces),
              (rows, framing) -> AttributeHead.live(MirrorMean.of(rows))));
    }
    return asked;
  }

  private Map<Subject, Liveness> liveness(
      List<Subject> faces, List<Map<Subject, Asked<Double>>> asked) {
    List<Map<Subject, Double>> answers = new ArrayList<>();
    asked.forEach(each -> answers.add(await(each, "liveness")));
    Double threshold =
        networks.find(Task.LIVENESS).map(model -> model.manifest().threshold()).orElse(null);
    Map<Subject, Liveness> alive = new HashMap<>();
    for (Subject face : faces) {
      List<Double> scores =
          answers.stream()
              .filter(each -> each.containsKey(face))
              .map(each -> each.get(face))
              .toList();
      if (!scores.isEmpty() && scores.size() == answers.size()) {
        double side = Math.min(face.box().width(), face.box().height());
        alive.put(face, AttributeHead.liveness(scores, threshold, side));
      }
    }
    return alive;
  }

  /**
   * Asks the networks whose points another network's crop, or the caller, needs. What no crop needs
   * is on its way beside the heads.
   */
  private List<Subject> subjects(List<Detected> detected) {
    List<Subject> bare = detected.stream().map(face -> new Subject(face, null, null)).toList();
    Map<Subject, Asked<List<Point>>> landmarks =
        needsLandmarks(detected) ? points(Task.LANDMARKS, bare, FaceReader::landmarks) : Map.of();
    Map<Subject, Asked<List<MeshPoint>>> mesh =
        features.contains(Feature.MESH) || isSource(Crop.PointSource.MESH)
            ? points(Task.FACE_MESH, bare, FaceReader::mesh)
            : Map.of();
    List<Subject> faces = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      Subject face = bare.get(i);
      faces.add(new Subject(detected.get(i), landmarks.get(face), mesh.get(face)));
    }
    return faces;
  }

  private boolean needsLandmarks(List<Detected> detected) {
    return features.contains(Feature.LANDMARKS_68)
        || isSource(Crop.PointSource.LANDMARKS_68)
        || ((features.contains(Feature.QUALITY) || isSource(Crop.PointSource.FIVE))
            && detected.stream().anyMatch(face -> face.fivePoints().isEmpty()));
  }

  /** Whether a network that the caller's features need is aligned by such points. */
  private boolean isSource(Crop.PointSource source) {
    return features.stream()
        .flatMap(
            feature -> Features.task(feature).map(networks::findAll).stream().flatMap(List::stream))
        .anyMatch(
            model ->
                model.manifest().input().crop() instanceof Crop.Similarity similarity
                    && similarity.uses(source));
  }

  private interface PointReader<T> {
    T read(Outputs.Row row, ModelManifest manifest, Affine toPicture);
  }

  /** Nothing where no such network is there. */
  private <T> Map<Subject, Asked<T>> points(Task task, List<Subject> faces, PointReader<T> reader) {
    return networks
        .find(task)
        .map(
            model ->
                networks.ask(
                    model,
                    picture,
                    looks(model.manifest(), faces),
                    (rows, framing) ->
                        reader.read(rows.get(0), model.manifest(), framing.toCrop().inverse())))
        .orElse(Map.of());
  }

  private static List<Point> landmarks(Outputs.Row row, ModelManifest manifest, Affine toPicture) {
    ModelManifest.Input input = manifest.input();
    return PointsHead.landmarks(row, input.width(), input.height(), toPicture);
  }

  private static List<MeshPoint> mesh(Outputs.Row row, ModelManifest manifest, Affine toPicture) {
    ModelManifest.Input input = manifest.input();
    Double threshold = manifest.threshold();
    return PointsHead.mesh(
        row, threshold == null ? 0.5 : threshold, input.width(), input.height(), toPicture);
  }

  /** Nothing where nobody asked or no network is there. */
  private <T> Map<Subject, Asked<T>> ask(
      List<Subject> faces,
      Feature feature,
      Task task,
      BiFunction<List<Outputs.Row>, ModelManifest, T> read) {
    Optional<Model> model = networks.find(task);
    if (model.isEmpty() || !features.contains(feature)) {
      return Map.of();
    }
    ModelManifest manifest = model.get().manifest();
    return networks.ask(
        model.get(),
        picture,
        looks(manifest, faces),
        (rows, framing) -> read.apply(rows, manifest));
  }

  /** A face whose points are missing is left out. */
  private Map<Subject, List<Framing>> looks(ModelManifest manifest, List<Subject> faces) {
    Map<Subject, List<Framing>> looks = new LinkedHashMap<>();
    for (Subject face : faces) {
      List<Framing> own = Networks.looks(manifest, picture, face);
      if (!own.isEmpty()) {
        looks.put(face, own);
      }
    }
    return looks;
  }

  private <T> Map<Subject, T> await(Map<Subject, Asked<T>> asked, String stage) {
    Map<Subject, T> answers = new HashMap<>();
    asked.forEach((face, question) -> answers.put(face, question.await()));
    if (!asked.isEmpty()) {
      clock.spentOn(stage);
    }
    return answers;
  }
}
