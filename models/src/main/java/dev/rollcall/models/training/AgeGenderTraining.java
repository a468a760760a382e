package dev.rollcall.models.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.training.data.AgeGenderLabels;
import dev.rollcall.models.training.data.Augmentation;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.data.DataCheck;
import dev.rollcall.models.training.data.DataFolder;
import dev.rollcall.models.training.data.FaceCutter;
import dev.rollcall.models.training.data.Preparation;
import dev.rollcall.models.training.data.Split;
import dev.rollcall.models.training.graph.Backbone;
import dev.rollcall.models.training.graph.TrainingGraph;
import dev.rollcall.models.training.watch.TrainingException;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Transfer learning of age and gender on the features of an installed network. */
public final class AgeGenderTraining {
  static final List<String> GENDERS = List.of("male", "female");
  private static final int DECADES = 11;
  private static final float WEIGHT_DECAY = 0.01f;
  private static final double SLOW_DECAY = 0.998;
  private static final Augmentation AUGMENTATION =
      new Augmentation(0.5, 10, 0.05, 0.1, 0.25, 0.1, 0.1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Course course;
  private final Settings settings;
  private final Base base;
  private final Supplier<FacePipeline> pipeline;
  private final Watcher watcher;

  /**
   * What is particular to this training.
   *
   * @param id of the model
   * @param version of the model
   * @param terms what the data are and under which terms
   * @param researchOnly whether those terms allow research only
   * @param layers how many of the last layers of the base learn
   * @param dropout share of the features that a step does not see
   * @param csv ages and genders; null: from UTKFace's file names
   * @param test pictures whose figures are reported, and choose nothing; may be null
   */
  public record Settings(
      String id,
      String version,
      String terms,
      boolean researchOnly,
      int layers,
      float dropout,
      @Nullable Path csv,
      @Nullable Path test) {}

  public AgeGenderTraining(
      Course course,
      Settings settings,
      Base base,
      Supplier<FacePipeline> pipeline,
      Watcher watcher) {
    this.course = course;
    this.settings = settings;
    this.base = base;
    this.pipeline = pipeline;
    this.watcher = watcher;
  }

  /**
   * Trains, or goes on; then exports, measures and reports.
   *
   * @throws TrainingException where the data or the settings do not allow it
   */
  public Outcome run() throws IOException, InterruptedException {
    WorkFolder.claim(course);
    prepare(course.data(), course.faces());
    Backbone backbone =
        Backbone.read(base.folder(), "age", Backbone.End.BEFORE_LAST_MATRIX, settings.layers());
    try (CropFile faces = CropFile.open(course.faces(), shape())) {
      Split split = Split.of(faces.entries(), course.aside(), course.seed());
      DataCheck check = check(faces, split);
      check.lines().forEach(watcher::say);
      AgeGenderNet net = new AgeGenderNet(backbone, base.side(), settings.dropout());
      try (TrainingGraph graph =
          new TrainingGraph(
              net,
              new TrainingGraph.Setup(
                  course.seed(), WEIGHT_DECAY, SLOW_DECAY, course.precision(), course.threads()))) {
        watcher.say(
            "%d faces, %,d weights learn, %s"
                .formatted(faces.entries().size(), graph.size(), course.precision()));
        return trained(graph, net, faces, split, check);
      }
    }
  }

  private CropFile.Shape shape() {
    return new CropFile.Shape(base.side(), base.side(), 3);
  }

  private void prepare(Path data, Path folder) throws IOException, InterruptedException {
    if (CropFile.isIn(folder)) {
      return;
    }
    AgeGenderLabels labels =
        settings.csv() == null
            ? AgeGenderLabels.fromNames()
            : AgeGenderLabels.fromCsv(settings.csv());
    List<DataFolder.MediaFile> files =
        DataFolder.pictures(data).stream()
            .filter(file -> labels.of(data, file.path()).isPresent())
            .toList();
    if (files.isEmpty()) {
      throw new TrainingException(
          data
              + " holds no picture with an age: name them age_gender_... (0 male, 1 female), or"
              + " give --csv");
    }
    FaceCutter cutter = new FaceCutter(pipeline, base.manifest().input().crop(), course.crops());
    List<String> unusable =
        new Preparation(
                cutter,
                new Preparation.Settings(
                    shape(),
                    base.side(),
                    UnaryOperator.identity(),
                    course.framesPerSecond(),
                    course.mostFrames(),
                    course.threads()),
                watcher)
            .run(data, files, file -> example(labels.of(data, file.path())), folder);
    WorkFolder.noteUnusable(folder, unusable);
  }

  private static Preparation.Example example(Optional<AgeGenderLabels.Label> label) {
    AgeGenderLabels.Label known = label.orElseThrow();
    return new Preparation.Example(
        Math.min(DECADES - 1, (int) (known.age() / 10)),
        "",
        List.of(known.age(), (double) known.gender()));
  }

  private DataCheck check(CropFile faces, Split split) throws IOException {
    int highest = faces.entries().stream().mapToInt(CropFile.Entry::label).max().orElse(0);
    List<String> decades =
        IntStream.rangeClosed(0, highest)
            .mapToObj(decade -> "%d to %d".formatted(10 * decade, 10 * decade + 9))
            .toList();
    return DataCheck.ofOrdered(faces, split, decades, WorkFolder.unusable(course.faces()));
  }

  private Outcome trained(
      TrainingGraph graph, AgeGenderNet net, CropFile faces, Split split, DataCheck check)
      throws IOException, InterruptedException {
    AgeGenderBatches batches =
        new AgeGenderBatches(faces, split.learn(), course.batch(), AUGMENTATION, course.seed());
    TrainingLoop loop =
        new TrainingLoop(
            new TrainingLoop.Settings(
                course.out(),
                setup(),
                course.epochs(),
                course.rate(),
                batches.stepsPerEpoch(),
                course.patience(),
                course.keepEvery(),
                course.threads()),
            batches,
            new AgeGenderJudge(faces, split.choose()),
            watcher);
    if (loop.run(graph) == TrainingLoop.End.STOPPED) {
      return Outcome.stopped(course.out());
    }
    Checkpoint best = Checkpoint.read(course.out().resolve(TrainingLoop.BEST));
    graph.restore(best.weights());
    AgeGenderFigures chosen = AgeGenderJudge.figures(graph, faces, split.choose());
    Network network = AgeGenderExport.of(net, graph.slowWeights(), chosen.rangeFactor());
    return finished(network, best.state().bestEpoch(), chosen, check);
  }

  private Outcome finished(Network network, int epoch, AgeGenderFigures chosen, DataCheck check)
      throws IOException, InterruptedException {
    Path model = course.out().resolve("model").resolve(settings.id()).resolve(settings.version());
    ModelFolder.write(model, network, manifest(chosen, "faces kept aside, which chose the epoch"));
    Optional<AgeGenderFigures> tested = Optional.empty();
    if (settings.test() != null) {
      tested = Optional.of(tested(settings.test(), model));
      ModelFolder.write(model, network, manifest(tested.get(), "test pictures that chose nothing"));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("model", settings.id());
    figures.put("version", settings.version());
    figures.put("base", base.manifest().id() + " " + base.manifest().version());
    figures.put("epoch", epoch);
    figures.put("kept_aside", chosen.asMap());
    tested.ifPresent(test -> figures.put("test", test.asMap()));
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(course.out().resolve("figures.json").toFile(), figures);
    AgeGenderReport.write(
        course.report(),
        settings.id() + " " + settings.version(),
        settings.terms(),
        check,
        Metrics.read(course.out()),
        chosen,
        tested);
    ModelFolder.addReport(model, course.report());
    return new Outcome(true, course.out(), model, figures);
  }

  /** Through the very file that the server will load. */
  private AgeGenderFigures tested(Path data, Path model) throws IOException, InterruptedException {
    Path folder = course.out().resolve("test-faces");
    prepare(data, folder);
    try (CropFile faces = CropFile.open(folder, shape())) {
      List<Outputs.Row> answers = ServedModel.run(model, faces, watcher);
      List<AgeGenderFigures.Row> rows = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        CropFile.Entry entry = faces.entries().get(i);
        float[] gender = answers.get(i).get("gender", 2);
        float[] range = answers.get(i).get("age_range", 2);
        rows.add(
            new AgeGenderFigures.Row(
                entry.values().get(0),
                entry.values().get(1).intValue(),
                answers.get(i).get("age", 1)[0],
                (range[1] - range[0]) / 2.0,
                gender[AgeGenderLabels.FEMALE] > gender[AgeGenderLabels.MALE]
                    ? AgeGenderLabels.FEMALE
                    : AgeGenderLabels.MALE));
      }
      return new AgeGenderFigures(rows);
    }
  }

  private ModelManifest manifest(AgeGenderFigures figures, String protocol) {
    long n = figures.rows().size();
    String source = "rollcall train age-gender";
    return new ModelManifest(
        settings.id(),
        settings.version(),
        Task.AGE_GENDER,
        new ModelManifest.Source("trained", source, settings.version(), List.of()),
        ModelFolder.UNHASHED,
        base.licence(settings.terms(), settings.researchOnly()),
        new ModelManifest.Input(base.side(), base.side(), 0, base.manifest().input().crop(), true),
        null,
        GENDERS,
        List.of(
            new ModelManifest.Accuracy("age_mae", figures.ageMae(), n, protocol, source),
            new ModelManifest.Accuracy(
                "gender_accuracy", figures.genderAccuracy(), n, protocol, source)));
  }

  private String setup() {
    return "age-gender, base %s %s, layers %d, dropout %s, epochs %d, batch %d, rate %s, aside %s, seed %d, %s"
        .formatted(
            base.manifest().id(),
            base.manifest().version(),
            settings.layers(),
            settings.dropout(),
            course.epochs(),
            course.batch(),
            course.rate(),
            course.aside(),
            course.seed(),
            course.precision());
  }
}
