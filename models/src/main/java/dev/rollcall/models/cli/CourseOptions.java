package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.models.packs.InstalledPack;
import dev.rollcall.models.training.Base;
import dev.rollcall.models.training.Course;
import dev.rollcall.models.training.data.FaceCutter;
import dev.rollcall.models.training.graph.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code rollcall train} takes, whatever it trains. */
final class CourseOptions {
  @Option(
      names = {"--data", "--images"},
      paramLabel = "DIR",
      required = true,
      description = "The training data.")
  Path data = Path.of(".");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where checkpoints, figures, report and model go (default: data/training/<id>).")
  Optional<Path> out = Optional.empty();

  @Option(names = "--resume", description = "Go on with the training that --out holds.")
  boolean resume;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "Faces a step (default: ${DEFAULT-VALUE}).")
  int batch = 64;

  @Option(
      names = "--aside",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "Share of the data kept aside to choose by (default: ${DEFAULT-VALUE}).")
  double aside = 0.1;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "0",
      description = "End after so many epochs without a better one; 0: never (default).")
  int patience;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of every random choice (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = "--crops",
      paramLabel = "auto|yes|no",
      defaultValue = "auto",
      description =
          "Whether the pictures are faces already; auto: those of at most 64 pixels are (default).")
  FaceCutter.Mode crops = FaceCutter.Mode.AUTO;

  @Option(
      names = "--frames-per-second",
      paramLabel = "N",
      defaultValue = "5",
      description = "Frames to take of each second of a video (default: ${DEFAULT-VALUE}).")
  double framesPerSecond = 5;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many frames of one video (default: ${DEFAULT-VALUE}).")
  int mostFrames = 100;

  @Option(
      names = "--precision",
      paramLabel = "float32|bfloat16",
      description = "What convolutions are computed in (default: bfloat16 where the CPU has AMX).")
  Optional<Precision> precision = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: as many as there are cores).")
  Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--model-version",
      paramLabel = "NAME",
      defaultValue = "1",
      description = "The version of the model that is written (default: ${DEFAULT-VALUE}).")
  String version = "1";

  @Option(
      names = "--terms",
      paramLabel = "TEXT",
      description = "Where the data come from and what they may be used for, for the manifest.")
  Optional<String> terms = Optional.empty();

  @Option(
      names = "--research-only",
      description = "The data's terms allow research only; the manifest says so.")
  boolean researchOnly;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures there as JSON; -: to standard output.")
  Optional<String> json = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Copy the report (HTML and PNG plots) there.")
  Optional<Path> report = Optional.empty();

  @Mixin StoreOptions store = new StoreOptions();

  Course course(String id, int epochs, double rate, int keepEvery) {
    return new Course(
        data,
        out.orElse(Path.of("data", "training", id)),
        resume,
        epochs,
        batch,
        rate,
        aside,
        patience,
        keepEvery,
        seed,
        crops,
        framesPerSecond,
        mostFrames,
        precision.orElseGet(Precision::ofThisMachine),
        threads.orElse(Runtime.getRuntime().availableProcessors()));
  }

  /**
   * The installed network that a training begins with.
   *
   * @throws IOException where the pack has none for the task
   */
  Base base(Task task) throws IOException {
    InstalledPack pack = store.open();
    for (ModelManifest manifest : pack.serving()) {
      if (manifest.task() == task) {
        return new Base(pack.folder(manifest), manifest);
      }
    }
    throw new IOException(
        "pack "
            + pack.name()
            + " has no network for "
            + task.name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + " to begin with: choose another with --pack");
  }

  String termsText() {
    return terms.orElse("pictures in " + data.getFileName() + "; terms not stated");
  }

  /** Opens the installed pack the first time that a face has to be found. */
  static final class LazyPipeline implements Supplier<FacePipeline>, AutoCloseable {
    private final StoreOptions store;
    private Optional<FacePipeline> opened = Optional.empty();

    LazyPipeline(StoreOptions store) {
      this.store = store;
    }

    @Override
    public synchronized FacePipeline get() {
      if (opened.isEmpty()) {
        try {
          InstalledPack pack = store.open();
          opened =
              Optional.of(
                  FacePipeline.open(
                      store.models,
                      pack.name(),
                      Set.of(),
                      DeviceChoice.AUTO,
                      100,
                      Figures.unseen()));
        } catch (IOException e) {
          throw new UncheckedIOException(
              "faces must be found in these pictures, and " + e.getMessage(), e);
        }
      }
      return opened.get();
    }

    @Override
    public synchronized void close() {
      opened.ifPresent(FacePipeline::close);
      opened = Optional.empty();
    }
  }
}
