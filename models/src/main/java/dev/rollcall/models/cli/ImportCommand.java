package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.task.Pixels;
import dev.rollcall.models.convert.task.Recipe;
import dev.rollcall.models.convert.task.TaskNetwork;
import dev.rollcall.models.packs.InstalledPack;
import dev.rollcall.models.packs.ModelImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description =
        "Puts a network of your own into the installed pack and serves it in the place of what did"
            + " its task, which stays there (rollcall models use): ONNX (.onnx), OpenVINO (.xml), TensorFlow.js (.json), a frozen graph"
            + " (.pb), or a SavedModel's folder with its manifest.json. It is tried first, in a"
            + " process of its own.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  // ArcFace's five points in 112 x 112, which most open recognition networks were trained with.
  private static final double[][] ARCFACE = {
    {38.2946, 51.6963},
    {73.5318, 51.5014},
    {56.0252, 71.7366},
    {41.5493, 92.3655},
    {70.7299, 92.2041}
  };
  private static final double ARCFACE_SIDE = 112;

  @Parameters(paramLabel = "FILE_OR_DIR", description = "The network.")
  private Path file = Path.of("");

  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "${COMPLETION-CANDIDATES}; a folder's manifest tells it itself.")
  private Optional<Task> task = Optional.empty();

  @Option(names = "--id", description = "Its name (default: the file's).")
  private Optional<String> id = Optional.empty();

  @Option(names = "--version-name", defaultValue = "1", description = "Its version (default: 1).")
  private String version = "1";

  @Option(names = "--size", description = "Pixels a side, where the file leaves them open.")
  private int size;

  @Option(names = "--bgr", description = "It expects blue first.")
  private boolean bgr;

  @Option(names = "--mean", split = ",", description = "Taken from each of red, green, blue.")
  private List<Float> mean = List.of(0f);

  @Option(names = "--divisor", split = ",", description = "Then divided by, such as 255.")
  private List<Float> divisor = List.of(1f);

  @Option(names = "--outputs", split = ",", description = "The outputs that count, in task order.")
  private List<String> outputs = List.of();

  @Option(names = "--softmax", description = "Its classes are logits.")
  private boolean softmax;

  @Option(
      names = "--live-class",
      defaultValue = "-1",
      description = "Liveness: which class is the living person, from 0.")
  private int liveClass = -1;

  @Option(names = "--years-factor", defaultValue = "1", description = "Age: output to years.")
  private double yearsFactor = 1;

  @Option(names = "--labels", split = ",", description = "Emotion, gender: the classes in order.")
  private List<String> labels = List.of();

  @Option(names = "--threshold", description = "Match distance, or least score.")
  private Optional<Double> threshold = Optional.empty();

  @Option(names = "--crop-scale", defaultValue = "1", description = "Of the face's box (1).")
  private double cropScale = 1;

  @Option(names = "--licence-id", defaultValue = "NOASSERTION", description = "SPDX identifier.")
  private String licence = "NOASSERTION";

  @Option(names = "--training-data", defaultValue = "not stated", description = "In words.")
  private String trainingData = "not stated";

  @Option(names = "--research-only", description = "Its training data is for research alone.")
  private boolean researchOnly;

  @Override
  public Integer call() throws IOException {
    InstalledPack pack = store.open();
    PrintWriter out = spec.commandLine().getOut();
    out.println("converting and trying " + file);
    out.flush();
    ModelImport into = new ModelImport(store.models, pack.name(), new ChildTrial());
    ModelManifest added = Files.isDirectory(file) ? savedModel(into) : converted(into);
    out.printf(
        "%s %s serves %s in pack %s %s%n",
        added.id(),
        added.version(),
        added.task().name().toLowerCase(Locale.ROOT),
        pack.name(),
        UseCommand.since(added.task()));
    out.flush();
    return 0;
  }

  private ModelManifest savedModel(ModelImport into) throws IOException {
    ModelManifest own = ModelManifest.read(file.resolve(ModelManifest.FILE_NAME));
    return into.add(
        file,
        sha256 ->
            new ModelManifest(
                own.id(),
                own.version(),
                own.task(),
                own.source().kind().equals(ModelManifest.Source.TRAINED)
                    ? own.source()
                    : source(own.version()),
                sha256,
                own.licence(),
                own.input(),
                own.threshold(),
                own.labels(),
                own.accuracy()));
  }

  private ModelManifest converted(ModelImport into) throws IOException {
    Task wanted =
        task.orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    spec.commandLine(), "--task is missing: what is the network for?"));
    if ((wanted == Task.EMOTION || wanted == Task.AGE_GENDER) && labels.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--labels is missing: the classes in the network's order");
    }
    Recipe recipe =
        new Recipe(
            wanted,
            new Pixels(bgr, mean, divisor),
            size,
            size,
            outputs,
            softmax,
            liveClass,
            yearsFactor);
    Network network = TaskNetwork.read(file, recipe);
    return into.add(network, sha256 -> manifest(wanted, network, sha256));
  }

  private ModelManifest manifest(Task wanted, Network network, String sha256) {
    boolean open = network.height() < 0;
    int height = open ? 640 : network.height();
    int width = open ? 640 : network.width();
    return new ModelManifest(
        id.orElseGet(this::nameOfFile),
        version,
        wanted,
        source(version),
        sha256,
        new ModelManifest.Licence(licence, trainingData, researchOnly),
        new ModelManifest.Input(height, width, open ? 32 : 0, crop(wanted, width, height), false),
        threshold.orElse(null),
        labels,
        List.of());
  }

  private ModelManifest.Source source(String version) {
    return new ModelManifest.Source(
        ModelManifest.Source.IMPORT, String.valueOf(file.getFileName()), version, List.of());
  }

  private Crop crop(Task wanted, int width, int height) {
    if (wanted == Task.DETECTION) {
      return new Crop.Picture(0, 2, 0.2, 960, 0, null);
    }
    if (wanted == Task.RECOGNITION) {
      List<List<Double>> template = new java.util.ArrayList<>();
      for (double[] point : ARCFACE) {
        template.add(List.of(point[0] * width / ARCFACE_SIDE, point[1] * height / ARCFACE_SIDE));
      }
      return new Crop.Similarity(Crop.PointSource.FIVE, List.of(0, 1, 2, 3, 4), template);
    }
    return new Crop.Box(cropScale, true, Crop.Border.REPLICATE);
  }

  private String nameOfFile() {
    return String.valueOf(file.getFileName())
        .toLowerCase(Locale.ROOT)
        .replaceFirst("\\.[a-z]+$", "")
        .replaceAll("[^a-z0-9-]+", "-")
        .replaceFirst("^-+", "");
  }
}
