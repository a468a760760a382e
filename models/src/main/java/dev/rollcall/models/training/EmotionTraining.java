package dev.rollcall.models.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.training.data.Augmentation;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.data.DataCheck;
import dev.rollcall.models.training.data.Split;
import dev.rollcall.models.training.graph.TrainingGraph;
import dev.rollcall.models.training.watch.TrainingException;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Folders of faces to a network that tells them apart: emotions, or whatever the folders are named
 * after.
 */
public final class EmotionTraining {
  private static final float WEIGHT_DECAY = 0.05f;
  private static final double SLOW_DECAY = 0.998;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Course course;
  private final Settings settings;
  private final EmotionFaces data;
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
    this.data = new EmotionFaces(course, settings.blurred(), pipeline, watcher);
    this.watcher = watcher;
  }

  /**
   * Trains, or goes on; then calibrates, exports, measures and reports.
   *
   * @throws TrainingException where the data or the settings do not allow it
   */
  public Outcome run() throws IOException, InterruptedException {
    WorkFolder.claim(course);
    List<String> labels = data.labels();
    try (CropFile faces = CropFile.open(course.faces(), data.shape())) {
      Split split = Split.of(faces.entries(), course.aside(), course.seed());
      DataCheck check = DataCheck.of(faces, split, labels, WorkFolder.unusable(course.faces()));
      check.lines().forEach(watcher::say);
      if (settings.test() != null) {
        data.prepareTest(settings.test(), labels);
        data.sharpnessAgainstTest(faces, split).ifPresent(watcher::say);
      }
      EmotionNet net =
          new EmotionNet(labels.size(), data.shape().width(), settings.width(), settings.dropout());
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
        EmotionExport.of(
            trained.net(),
            trained.weights(),
            EmotionFaces.SIDE,
            data.detail(),
            trained.temperature());
    ModelFolder.write(model, network, manifest(trained, Optional.empty()));
    Optional<Classified> tested = Optional.empty();
    if (settings.test() != null) {
      tested = Optional.of(data.tested(model, trained.check().labels()));
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
        new ModelManifest.Input(EmotionFaces.SIDE, EmotionFaces.SIDE, 0, EmotionFaces.CROP, true),
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
