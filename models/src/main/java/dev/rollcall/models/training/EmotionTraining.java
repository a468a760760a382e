package dev.rollcall.models.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.training.data.Augmentation;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.data.DataCheck;
import dev.rollcall.models.training.data.DataFolder;
import dev.rollcall.models.training.data.Detail;
import dev.rollcall.models.training.data.FaceCutter;
import dev.rollcall.models.training.data.Preparation;
import dev.rollcall.models.training.data.Sharpness;
import dev.rollcall.models.training.data.Split;
import dev.rollcall.models.training.graph.TrainingGraph;
import dev.rollcall.models.training.watch.TrainingException;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Folders of faces to a network that tells them apart: emotions, or whatever the folders are named
 * after.
 */
public final class EmotionTraining {
  /** Pixels a side of a face as the server cuts it; FER2013's. */
  static final int SIDE = 48;

  /** What the server gives a network. */
  private static final CropFile.Shape TESTED = new CropFile.Shape(SIDE, SIDE, 3);

  /** Of faces that were blurred there is not more to see. */
  private static final int BLURRED_SIDE = 24;

  /**
   * The share of its amplitude at which a cosine and the noise of 8-bit JPEGs are even: of 0.01 to
   * 0.03 this restored sharp faces best that were blurred by 3 pixels and saved like FER2013's.
   */
  private static final double NOISE = 0.015;

  /**
   * Eyes, nose and mouth corners as they lie in FER2013's crops, in pixels of 48: read off the mean
   * of its 28,709 training faces. So a face that is cut here fills its frame as theirs do.
   */
  static final Crop CROP =
      new Crop.Similarity(
          Crop.PointSource.FIVE,
          List.of(0, 1, 2, 3, 4),
          List.of(
              List.of(15.5, 17.6),
              List.of(32.5, 17.6),
              List.of(24.0, 27.5),
              List.of(17.0, 37.6),
              List.of(31.0, 37.6)));

  /** In pixels of 48: what cameras and compression differ by anyway. */
  private static final double LEAST_BLUR = 0.8;

  private static final float WEIGHT_DECAY = 0.05f;
  private static final double SLOW_DECAY = 0.998;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Course course;
  private final Settings settings;
  private final Supplier<FacePipeline> pipeline;
  private final Watcher watcher;

  /**
   * What is particular to this training.
   *
   * @param id of the model
   * @param version of the model
   * @param terms what the data are and under which terms, for the manifest
   * @param researchOnly whether those terms allow research only
   * @param width channels of the first stage
   * @param dropout share of the last features that a step does not see
   * @param smoothing share of the target that is spread over all classes
   * @param balance 0: every face counts the same; 1: every class does
   * @param blurred sigma of the Gaussian by which the data were blurred, in pixels of 48; 0: none
   * @param augmentation how faces are varied
   * @param test a folder like the data's whose figures are reported, and choose nothing; may be
   *     null
   */
  public record Settings(
      String id,
      String version,
      String terms,
      boolean researchOnly,
      int width,
      float dropout,
      double smoothing,
      double balance,
      double blurred,
      Augmentation augmentation,
      @Nullable Path test) {}

  /**
   * A training.
   *
   * @param pipeline finds faces in pictures that are no crops; asked for at most once, if at all
   */
  public EmotionTraining(
      Course course, Settings settings, Supplier<FacePipeline> pipeline, Watcher watcher) {
    this.course = course;
    this.settings = settings;
    this.pipeline = pipeline;
    this.watcher = watcher;
  }

  /**
   * Trains, or goes on; then calibrates, exports, measures and reports.
   *
   * @throws TrainingException where the data or the settings do not allow it
   */
  public Outcome run() throws IOException, InterruptedException {
    WorkFolder.claim(course);
    List<String> labels = prepared(course.data(), course.faces(), finish());
    try (CropFile faces = CropFile.open(course.faces(), shape())) {
      Split split = Split.of(faces.entries(), course.aside(), course.seed());
      DataCheck check = DataCheck.of(faces, split, labels, WorkFolder.unusable(course.faces()));
      check.lines().forEach(watcher::say);
      if (settings.test() != null) {
        prepareTest(settings.test(), labels);
        sharpnessAgainstTest(faces, split).ifPresent(watcher::say);
      }
      EmotionNet net =
          new EmotionNet(labels.size(), shape().width(), settings.width(), settings.dropout());
      try (TrainingGraph graph =
          new TrainingGraph(
              net,
              new TrainingGraph.Setup(
                  course.seed(), WEIGHT_DECAY, SLOW_DECAY, course.precision(), course.threads()))) {
        watcher.say(
            "%d faces, %,d weights, %s"
                .formatted(faces.entries().size(), graph.size(), course.precision()));
        return trained(graph, net, faces, split, check);
      }
    }
  }

  private CropFile.Shape shape() {
    int side = settings.blurred() > 0 ? BLURRED_SIDE : SIDE;
    return new CropFile.Shape(side, side, 1);
  }

  private @Nullable Detail detail() {
    return settings.blurred() > 0
        ? new Detail(SIDE, BLURRED_SIDE, settings.blurred(), NOISE)
        : null;
  }

  private UnaryOperator<byte[]> finish() {
    Detail detail = detail();
    if (detail == null) {
      return UnaryOperator.identity();
    }
    float[][] gains = detail.gainsOfBlurred();
    return face -> detail.apply(gains, face);
  }

  /** The labels of a folder whose faces are cut, now or before. */
  private List<String> prepared(Path data, Path faces, UnaryOperator<byte[]> finish)
      throws IOException, InterruptedException {
    Path names = faces.resolve("labels.json");
    if (CropFile.isIn(faces) && Files.exists(names)) {
      return JSON.readValue(names.toFile(), new TypeReference<List<String>>() {});
    }
    DataFolder folder = DataFolder.read(data, 2);
    Files.createDirectories(faces);
    JSON.writeValue(names.toFile(), folder.labels());
    FaceCutter cutter = new FaceCutter(pipeline, CROP, course.crops());
    List<String> unusable =
        new Preparation(
                cutter,
                new Preparation.Settings(
                    shape(),
                    SIDE,
                    finish,
                    course.framesPerSecond(),
                    course.mostFrames(),
                    course.threads()),
                watcher)
            .run(
                data,
                folder.files(),
                file -> new Preparation.Example(file.label(), "", List.of()),
                faces);
    WorkFolder.noteUnusable(faces, unusable);
    return folder.labels();
  }

  private Outcome trained(
      TrainingGraph graph, EmotionNet net, CropFile faces, Split split, DataCheck check)
      throws IOException, InterruptedException {
    EmotionBatches batches =
        new EmotionBatches(
            faces,
            split.learn(),
            ClassWeights.of(check.learn(), settings.balance()),
            new EmotionBatches.Recipe(
                course.epochs(),
                course.batch(),
                settings.augmentation(),
                settings.smoothing(),
                course.seed()));
    TrainingLoop loop =
        new TrainingLoop(
            new TrainingLoop.Settings(
                course.out(),
                setup(check.labels()),
                course.epochs(),
                course.rate(),
                batches.stepsPerEpoch(),
                course.patience(),
                course.keepEvery(),
                course.threads()),
            batches,
            new EmotionJudge(faces, split.choose(), net.labels()),
            watcher);
    if (loop.run(graph) == TrainingLoop.End.STOPPED) {
      return Outcome.stopped(course.out());
    }
    Checkpoint best = Checkpoint.read(course.out().resolve(TrainingLoop.BEST));
    graph.restore(best.weights());
    List<EmotionJudge.Scored> scored =
        EmotionJudge.score(graph, faces, split.choose(), net.labels(), 1);
    double temperature = Temperature.fit(t -> loss(scored, t));
    Classified chosen = classified(scored, faces, check.labels(), temperature);
    return finished(
        new Trained(graph.slowWeights(), net, best.state().bestEpoch(), temperature, check, chosen),
        faces);
  }

  /** What came out, before it is written. */
  private record Trained(
      Map<String, float[]> weights,
      EmotionNet net,
      int epoch,
      double temperature,
      DataCheck check,
      Classified chosen) {}

  private Outcome finished(Trained trained, CropFile faces)
      throws IOException, InterruptedException {
    Path model = course.out().resolve("model").resolve(settings.id()).resolve(settings.version());
    Network network =
        EmotionExport.of(trained.net(), trained.weights(), SIDE, detail(), trained.temperature());
    ModelFolder.write(model, network, manifest(trained, Optional.empty()));
    Optional<Classified> tested = Optional.empty();
    if (settings.test() != null) {
      tested = Optional.of(tested(model, trained.check().labels()));
      ModelFolder.write(model, network, manifest(trained, tested));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("model", settings.id());
    figures.put("version", settings.version());
    figures.put("epoch", trained.epoch());
    figures.put("temperature", trained.temperature());
    figures.put("kept_aside", trained.chosen().figures());
    tested.ifPresent(test -> figures.put("test", test.figures()));
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(course.out().resolve("figures.json").toFile(), figures);
    new EmotionReport(
            settings.id() + " " + settings.version(),
            settings.terms(),
            trained.check(),
            Metrics.read(course.out()),
            trained.epoch(),
            trained.temperature())
        .write(course.report(), trained.chosen(), tested, faces);
    ModelFolder.addReport(model, course.report());
    return new Outcome(true, course.out(), model, figures);
  }

  private Path testFaces() {
    return course.out().resolve("test-faces");
  }

  /**
   * Cuts the faces of the test before the training begins: what is wrong with them is said then.
   */
  private void prepareTest(Path data, List<String> labels)
      throws IOException, InterruptedException {
    DataFolder found = DataFolder.read(data, 1);
    for (String label : found.labels()) {
      if (!labels.contains(label)) {
        throw new TrainingException(
            "%s has a folder %s, which the training data lack (%s)"
                .formatted(data, label, String.join(", ", labels)));
      }
    }
    if (CropFile.isIn(testFaces())) {
      return;
    }
    FaceCutter cutter = new FaceCutter(pipeline, CROP, course.crops());
    List<String> unusable =
        new Preparation(
                cutter,
                new Preparation.Settings(
                    TESTED,
                    SIDE,
                    UnaryOperator.identity(),
                    course.framesPerSecond(),
                    course.mostFrames(),
                    course.threads()),
                watcher)
            .run(
                data,
                found.files(),
                file ->
                    new Preparation.Example(
                        labels.indexOf(found.labels().get(file.label())), "", List.of()),
                testFaces());
    WorkFolder.noteUnusable(testFaces(), unusable);
  }

  /**
   * What to say where the network would learn from pictures blurrier than those it is tested on.
   */
  private Optional<String> sharpnessAgainstTest(CropFile faces, Split split) throws IOException {
    Detail detail = detail();
    int side = shape().width();
    try (CropFile test = CropFile.open(testFaces(), TESTED)) {
      Sharpness tested =
          Sharpness.of(
              index -> {
                byte[] grey = Pixels.grey(test.read(index));
                return detail == null ? grey : detail.apply(detail.gainsOfSharp(), grey);
              },
              java.util.stream.IntStream.range(0, test.entries().size()).boxed().toList(),
              side);
      double sigma =
          Sharpness.of(faces::read, split.learn(), side).blurAgainst(tested) * SIDE / side;
      if (sigma < LEAST_BLUR) {
        return detail == null
            ? Optional.empty()
            : Optional.of("with the blur undone, the pictures and those of --test are alike");
      }
      return Optional.of(
          ("note: the pictures to learn from are blurrier than those of --test, as if by a Gaussian"
                  + " of %.1f pixels of 48: the network will not know what it is tested on. Use the"
                  + " originals, or --blurred %.1f")
              .formatted(sigma, settings.blurred() + sigma));
    }
  }

  /** Through the very file that the server will load. */
  private Classified tested(Path model, List<String> labels) throws IOException {
    try (CropFile faces = CropFile.open(testFaces(), TESTED)) {
      return ServedModel.classify(model, faces, labels, watcher);
    }
  }

  private static double loss(List<EmotionJudge.Scored> scored, double temperature) {
    double loss = 0;
    for (EmotionJudge.Scored face : scored) {
      loss -= Math.log(Math.max(1e-9, face.at(temperature).probabilities()[face.label()]));
    }
    return loss / scored.size();
  }

  private static Classified classified(
      List<EmotionJudge.Scored> scored, CropFile faces, List<String> labels, double temperature) {
    return new Classified(
        labels,
        scored.stream()
            .map(face -> face.at(temperature))
            .map(
                face ->
                    new Classified.Row(
                        faces.entries().get(face.index()).source(),
                        face.label(),
                        face.probabilities()))
            .toList());
  }

  private ModelManifest manifest(Trained trained, Optional<Classified> tested) {
    ModelManifest.Accuracy figure =
        tested
            .map(
                test ->
                    new ModelManifest.Accuracy(
                        "accuracy",
                        test.accuracy(),
                        test.rows().size(),
                        "test folder that chose nothing",
                        "rollcall train emotion"))
            .orElseGet(
                () ->
                    new ModelManifest.Accuracy(
                        "accuracy",
                        trained.chosen().accuracy(),
                        trained.chosen().rows().size(),
                        "faces kept aside, which chose epoch and temperature",
                        "rollcall train emotion"));
    return new ModelManifest(
        settings.id(),
        settings.version(),
        Task.EMOTION,
        new ModelManifest.Source(
            "trained", "rollcall train emotion", settings.version(), List.of()),
        ModelFolder.UNHASHED,
        new ModelManifest.Licence("Apache-2.0", settings.terms(), settings.researchOnly()),
        new ModelManifest.Input(SIDE, SIDE, 0, CROP, true),
        null,
        trained.check().labels(),
        List.of(figure));
  }

  /** Everything that makes a step what it is. */
  private String setup(List<String> labels) {
    return "emotion, labels %s, width %d, dropout %s, smoothing %s, balance %s, blurred %s, %s, epochs %d, batch %d, rate %s, aside %s, seed %d, %s"
        .formatted(
            labels,
            settings.width(),
            settings.dropout(),
            settings.smoothing(),
            settings.balance(),
            settings.blurred(),
            settings.augmentation(),
            course.epochs(),
            course.batch(),
            course.rate(),
            course.aside(),
            course.seed(),
            course.precision());
  }
}
