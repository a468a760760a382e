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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks the heads about the faces of one picture.
 *
 * <p>First the points that crops need, then all heads of all faces at once, so that they meet in
 * batches; answers are awaited head by head.
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

  private record AgeGender(Age age, Gender gender) {}

  List<Face> read(List<Detected> detected) {
    List<Subject> faces = aligned(detected);
    var embeddings = ask(faces, Feature.EMBEDDING, Task.RECOGNITION, RecognitionHead::read);
    var ages =
        ask(
            faces,
            Feature.AGE_GENDER,
            Task.AGE_GENDER,
            averaged((row, net) -> new AgeGender(age(row, net), gender(row, net))));
    var emotions = ask(faces, Feature.EMOTION, Task.EMOTION, averaged(AttributeHead::emotion));
    var livenesses = ask(faces, Feature.LIVENESS, Task.LIVENESS, averaged(AttributeHead::liveness));
    clock.spentOn("align");
    List<@Nullable Embedding> embedded = await(embeddings, "embedding");
    List<@Nullable AgeGender> aged = await(ages, "age_gender");
    List<@Nullable Emotion> felt = await(emotions, "emotion");
    List<@Nullable Liveness> alive = await(livenesses, "liveness");
    List<Face> read = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      Subject face = faces.get(i);
      AgeGender person = at(aged, i);
      read.add(
          new Face(
              face.box(),
              face.fivePoints(),
              at(embedded, i),
              person == null ? null : person.age(),
              person == null ? null : person.gender(),
              at(felt, i),
              at(alive, i),
              features.contains(Feature.QUALITY) ? QualityRules.judge(picture, face) : null,
              features.contains(Feature.LANDMARKS_68) ? face.landmarks68() : List.of(),
              features.contains(Feature.MESH) ? face.mesh() : List.of()));
    }
    if (features.contains(Feature.QUALITY)) {
      clock.spentOn("quality");
    }
    return read;
  }

  private static Age age(Outputs.Row row, ModelManifest manifest) {
    return AttributeHead.age(row, manifest);
  }

  private static Gender gender(Outputs.Row row, ModelManifest manifest) {
    return AttributeHead.gender(row, manifest);
  }

  private static <T> BiFunction<List<Outputs.Row>, ModelManifest, T> averaged(
      BiFunction<Outputs.Row, ModelManifest, T> read) {
    return (rows, manifest) -> read.apply(MirrorMean.of(rows), manifest);
  }

  private static <T> @Nullable T at(List<@Nullable T> answers, int index) {
    return answers.isEmpty() ? null : answers.get(index);
  }

  /** Runs the networks whose points another network's crop, or the caller, needs. */
  private List<Subject> aligned(List<Detected> detected) {
    List<Subject> faces =
        detected.stream().map(face -> new Subject(face, List.of(), List.of())).toList();
    Optional<Model> landmarks = networks.find(Task.LANDMARKS);
    if (landmarks.isPresent() && needsLandmarks(detected)) {
      List<Asked<List<Point>>> asked =
          faces.stream()
              .map(face -> askForPoints(landmarks.get(), face, FaceReader::landmarks))
              .toList();
      List<Subject> found = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        found.add(new Subject(detected.get(i), asked.get(i).await(), List.of()));
      }
      faces = found;
    }
    Optional<Model> mesh = networks.find(Task.FACE_MESH);
    if (mesh.isPresent() && (features.contains(Feature.MESH) || isSource(Crop.PointSource.MESH))) {
      List<Asked<List<MeshPoint>>> asked =
          faces.stream().map(face -> askForPoints(mesh.get(), face, FaceReader::mesh)).toList();
      List<Subject> found = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        found.add(new Subject(detected.get(i), faces.get(i).landmarks68(), asked.get(i).await()));
      }
      faces = found;
    }
    return faces;
  }

  private boolean needsLandmarks(List<Detected> detected) {
    return features.contains(Feature.LANDMARKS_68)
        || features.contains(Feature.QUALITY)
        || isSource(Crop.PointSource.LANDMARKS_68)
        || (isSource(Crop.PointSource.FIVE)
            && detected.stream().anyMatch(face -> face.fivePoints().isEmpty()));
  }

  /** Whether a network that the caller's features need is aligned by such points. */
  private boolean isSource(Crop.PointSource source) {
    return features.stream()
        .flatMap(feature -> Features.task(feature).flatMap(networks::find).stream())
        .anyMatch(
            model ->
                model.manifest().input().crop() instanceof Crop.Similarity similarity
                    && similarity.source() == source);
  }

  private interface PointReader<T> {
    T read(Outputs.Row row, ModelManifest manifest, Affine toPicture);
  }

  private <T> Asked<T> askForPoints(Model model, Subject face, PointReader<T> reader) {
    Framing framing =
        Networks.framing(model.manifest(), picture, face)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        model.manifest().id() + " finds points and cannot be aligned by them"));
    Affine toPicture = framing.toCrop().inverse();
    return networks.ask(
        model, picture, framing, rows -> reader.read(rows.get(0), model.manifest(), toPicture));
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

  /** One a face, null where its points are missing; empty where nobody asked or no net is there. */
  private <T> List<@Nullable Asked<T>> ask(
      List<Subject> faces,
      Feature feature,
      Task task,
      BiFunction<List<Outputs.Row>, ModelManifest, T> read) {
    List<@Nullable Asked<T>> asked = new ArrayList<>();
    Optional<Model> model = networks.find(task);
    if (model.isPresent() && features.contains(feature)) {
      ModelManifest manifest = model.get().manifest();
      for (Subject face : faces) {
        Optional<Framing> framing = Networks.framing(manifest, picture, face);
        asked.add(
            framing.isEmpty()
                ? null
                : networks.ask(
                    model.get(), picture, framing.get(), rows -> read.apply(rows, manifest)));
      }
    }
    return asked;
  }

  private <T> List<@Nullable T> await(List<@Nullable Asked<T>> asked, String stage) {
    List<@Nullable T> answers = new ArrayList<>();
    for (Asked<T> question : asked) {
      answers.add(question == null ? null : question.await());
    }
    if (!asked.isEmpty()) {
      clock.spentOn(stage);
    }
    return answers;
  }
}
