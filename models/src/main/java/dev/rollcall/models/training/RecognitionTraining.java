package dev.rollcall.models.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.models.convert.graph.Constant;
import dev.rollcall.models.convert.graph.GraphBuilder;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Folders of people to an embedding: on the last layers of the installed recogniser, or from
 * scratch. Judged on people who were kept aside whole.
 */
public final class RecognitionTraining {
  private static final int SCRATCH_SIDE = 96;
  private static final int SCRATCH_SIZE = 128;
  private static final int SCRATCH_WIDTH = 32;

  /** At most one impostor pair in a thousand lies below the manifest's threshold. */
  private static final double FALSE_MATCHES = 1e-3;

  private static final float WEIGHT_DECAY = 0.01f;
  private static final double SLOW_DECAY = 0.998;
  private static final Augmentation AUGMENTATION =
      new Augmentation(0.5, 5, 0.02, 0.04, 0.25, 0.1, 0.1);

  /** Of a face that no recogniser prescribes how to cut: the box and a little of what is around. */
  private static final Crop SCRATCH_CROP = new Crop.Box(1.1, true, Crop.Border.BLACK);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Course course;
  private final Settings settings;
  private final Optional<Base> base;
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
   * @param margin of the contrastive loss, in Euclidean distance of unit vectors
   */
  public record Settings(
      String id, String version, String terms, boolean researchOnly, int layers, float margin) {}

  /**
   * A training.
   *
   * @param base the recogniser to begin with; empty: from scratch
   */
  public RecognitionTraining(
      Course course,
      Settings settings,
      Optional<Base> base,
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
    List<String> people = prepare();
    try (CropFile faces = CropFile.open(course.faces(), shape())) {
      Split split = Split.ofPeople(faces.entries(), course.aside(), course.seed());
      DataCheck check =
          DataCheck.ofOrdered(faces, split, people, WorkFolder.unusable(course.faces()));
      check.lines().forEach(watcher::say);
      RecognitionBatches batches =
          new RecognitionBatches(faces, split.learn(), course.batch(), AUGMENTATION, course.seed());
      if (batches.people() < 2) {
        throw new TrainingException(
            "two people with two pictures each are needed to learn from, and more to choose by: add"
                + " pictures to "
                + course.data());
      }
      RecognitionNet net = net();
      try (TrainingGraph graph =
          new TrainingGraph(
              net,
              new TrainingGraph.Setup(
                  course.seed(), WEIGHT_DECAY, SLOW_DECAY, course.precision(), course.threads()))) {
        watcher.say(
            "%d faces, %d people with several, %,d weights learn, %s"
                .formatted(
                    faces.entries().size(), batches.people(), graph.size(), course.precision()));
        return trained(graph, net, batches, new RecognitionJudge(faces, split.choose()), check);
      }
    }
  }

  private int side() {
    return base.map(Base::side).orElse(SCRATCH_SIDE);
  }

  private CropFile.Shape shape() {
    return new CropFile.Shape(side(), side(), 3);
  }

  private Crop crop() {
    return base.map(found -> found.manifest().input().crop()).orElse(SCRATCH_CROP);
  }

  private RecognitionNet net() throws IOException {
    if (base.isPresent()) {
      Backbone backbone =
          Backbone.read(base.get().folder(), "embedding", Backbone.End.OUTPUT, settings.layers());
      return new RecognitionNet(backbone, null, side(), backbone.featureSize(), settings.margin());
    }
    return new RecognitionNet(
        null, new ResidualTower(3, side(), SCRATCH_WIDTH), side(), SCRATCH_SIZE, settings.margin());
  }

  private List<String> prepare() throws IOException, InterruptedException {
    Path names = course.faces().resolve("labels.json");
    if (CropFile.isIn(course.faces()) && Files.exists(names)) {
      return JSON.readValue(names.toFile(), new TypeReference<List<String>>() {});
    }
    DataFolder folder = DataFolder.read(course.data(), 4);
    Files.createDirectories(course.faces());
    JSON.writeValue(names.toFile(), folder.labels());
    List<String> unusable =
        new Preparation(
                new FaceCutter(pipeline, crop(), course.crops()),
                new Preparation.Settings(
                    shape(),
                    side(),
                    UnaryOperator.identity(),
                    course.framesPerSecond(),
                    course.mostFrames(),
                    course.threads()),
                watcher)
            .run(
                course.data(),
                folder.files(),
                file ->
                    new Preparation.Example(
                        file.label(), folder.labels().get(file.label()), List.of()),
                course.faces());
    WorkFolder.noteUnusable(course.faces(), unusable);
    return folder.labels();
  }

  private Outcome trained(
      TrainingGraph graph,
      RecognitionNet net,
      RecognitionBatches batches,
      RecognitionJudge judge,
      DataCheck check)
      throws IOException, InterruptedException {
    Verified before = judge.verified(graph);
    watcher.say(
        String.format(
            Locale.ROOT,
            "before training: AUC %.4f over %d pairs of one person and %d of two",
            before.auc(),
            before.genuine().size(),
            before.impostor().size()));
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
            judge,
            watcher);
    if (loop.run(graph) == TrainingLoop.End.STOPPED) {
      return Outcome.stopped(course.out());
    }
    Checkpoint best = Checkpoint.read(course.out().resolve(TrainingLoop.BEST));
    graph.restore(best.weights());
    Verified after = judge.verified(graph);
    Path model = course.out().resolve("model").resolve(settings.id()).resolve(settings.version());
    ModelFolder.write(model, export(net, graph.slowWeights()), manifest(after));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("model", settings.id());
    figures.put("version", settings.version());
    figures.put("base", base.map(found -> found.manifest().id()).orElse("none"));
    figures.put("epoch", best.state().bestEpoch());
    figures.put("threshold", after.threshold(FALSE_MATCHES));
    if (base.isPresent()) {
      figures.put("before", before.figures());
    }
    figures.put("kept_aside", after.figures());
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(course.out().resolve("figures.json").toFile(), figures);
    report(check, before, after);
    ModelFolder.addReport(model, course.report());
    return new Outcome(true, course.out(), model, figures);
  }

  private static Network export(RecognitionNet net, Map<String, float[]> weights) {
    GraphBuilder graph = new GraphBuilder();
    String embedding;
    Backbone backbone = net.backbone();
    ResidualTower tower = net.tower();
    if (backbone != null) {
      backbone.learnt(weights).forEach(node -> graph.add(node.toBuilder()));
      embedding = backbone.featureNode();
    } else if (tower != null) {
      String features =
          TowerExport.features(graph, tower, weights, graph.image(net.side(), net.side()));
      embedding =
          graph.biasAdd(
              graph.dense(
                  features,
                  "embedding",
                  Constant.of(
                      List.of(tower.featureSize(), net.size()),
                      weights.getOrDefault("embedding/weights", new float[0]))),
              "embedding/bias",
              Constant.vector(weights.getOrDefault("embedding/bias", new float[0])));
    } else {
      throw new IllegalStateException("neither backbone nor tower");
    }
    return graph.network(
        net.side(),
        net.side(),
        Map.of("embedding", new Network.Output(embedding, List.of(net.size()))));
  }

  private ModelManifest manifest(Verified verified) {
    String source = "rollcall train recognition";
    String protocol = "every two pictures of people kept aside, who chose epoch and threshold";
    return new ModelManifest(
        settings.id(),
        settings.version(),
        Task.RECOGNITION,
        new ModelManifest.Source("trained", source, settings.version(), List.of()),
        ModelFolder.UNHASHED,
        base.map(found -> found.licence(settings.terms(), settings.researchOnly()))
            .orElseGet(
                () ->
                    new ModelManifest.Licence(
                        "Apache-2.0", settings.terms(), settings.researchOnly())),
        new ModelManifest.Input(
            side(),
            side(),
            0,
            crop(),
            base.map(found -> found.manifest().input().mirror()).orElse(false)),
        verified.threshold(FALSE_MATCHES),
        List.of(),
        verified.accuracy(protocol, source));
  }

  private void report(DataCheck check, Verified before, Verified after) throws IOException {
    List<Map<String, Double>> epochs = Metrics.read(course.out());
    Report report = new Report("Training of " + settings.id() + " " + settings.version());
    report.paragraph("Data: " + settings.terms());
    report.table(
        "People",
        List.of("", "people", "faces"),
        List.of(row("learnt from", check.learn()), row("kept aside, never seen", check.choose())));
    for (String line : check.lines()) {
      if (line.startsWith("note:")) {
        report.paragraph(line);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    if (base.isPresent()) {
      rows.add(row("before", before));
    }
    rows.add(row("after", after));
    report.table(
        "Every two pictures of people never seen",
        List.of("", "pairs of one person", "of two", "AUC", "EER", "TAR at FAR 1e-3"),
        rows);
    report.plot("loss", Curves.of(epochs, "Contrastive loss", "loss", "loss"), "Of training.");
    report.plot(
        "auc", Curves.of(epochs, "Verification", "AUC", "choose_auc"), "On people never seen.");
    report.plot(
        "distances",
        new Plot.Lines(
            "Distances",
            "Euclidean distance",
            "share of pairs below it",
            false,
            List.of(
                cumulative("one person", after.genuine()),
                cumulative("two people", after.impostor()))),
        String.format(
            Locale.ROOT, "The manifest's threshold is %.3f.", after.threshold(FALSE_MATCHES)));
    report.write(course.report());
  }

  private static List<String> row(String name, List<Integer> counts) {
    return List.of(
        name,
        Long.toString(counts.stream().filter(count -> count > 0).count()),
        Integer.toString(counts.stream().mapToInt(Integer::intValue).sum()));
  }

  private static List<String> row(String name, Verified verified) {
    return List.of(
        name,
        Integer.toString(verified.genuine().size()),
        Integer.toString(verified.impostor().size()),
        String.format(Locale.ROOT, "%.4f", verified.auc()),
        String.format(Locale.ROOT, "%.4f", verified.equalErrorRate()),
        String.format(
            Locale.ROOT, "%.4f", verified.trueMatchRate(verified.threshold(FALSE_MATCHES))));
  }

  private static Plot.Line cumulative(String name, List<Double> sorted) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int percent = 0; percent <= 100 && !sorted.isEmpty(); percent++) {
      x.add(sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)));
      y.add(percent / 100.0);
    }
    return new Plot.Line(name, x, y);
  }

  private String setup() {
    return "recognition, base %s, layers %d, margin %s, epochs %d, batch %d, rate %s, aside %s, seed %d, %s"
        .formatted(
            base.map(found -> found.manifest().id() + " " + found.manifest().version())
                .orElse("none"),
            settings.layers(),
            settings.margin(),
            course.epochs(),
            course.batch(),
            course.rate(),
            course.aside(),
            course.seed(),
            course.precision());
  }
}
