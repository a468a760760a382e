package dev.rollcall.models.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.models.evaluation.EvaluationException;
import dev.rollcall.models.evaluation.Outcome;
import dev.rollcall.models.evaluation.PictureReader;
import dev.rollcall.models.evaluation.PictureSet;
import dev.rollcall.models.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every evaluation takes, and what it does with its outcome. */
final class EvalOptions {
  private static final int MOST_FACES = 1000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the figures as JSON; -: to standard output, and nothing else there.")
  Optional<String> json = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Writes a page (index.html) with plots as PNG.")
  Optional<Path> report = Optional.empty();

  @Option(
      names = "--scores",
      paramLabel = "FILE.csv",
      description = "Writes a line a pair or picture, from which the figures can be recomputed.")
  Optional<Path> scores = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      defaultValue = "auto",
      description = "Where to compute; gpu refuses to start without one (default: auto).")
  DeviceChoice device = DeviceChoice.AUTO;

  /** One protocol over the pictures that a reader reads. */
  interface Protocol {
    Outcome run(PictureReader reader) throws IOException, EvaluationException, InterruptedException;
  }

  /**
   * The pictures under a folder.
   *
   * @throws CommandLine.ParameterException where there is no such folder
   */
  static PictureSet pictures(CommandSpec spec, Path folder)
      throws IOException, EvaluationException {
    if (!Files.isDirectory(folder)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), folder + " is no folder; name one that holds pictures");
    }
    return PictureSet.read(folder);
  }

  /**
   * A file that can be read.
   *
   * @throws CommandLine.ParameterException where it cannot
   */
  static Path file(CommandSpec spec, String option, Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), option + ": there is no file " + file + " that can be read");
    }
    return file;
  }

  /** Where the chosen pack is installed. */
  Path pack() throws IOException {
    return store.models.resolve(store.open().name());
  }

  /** The embedder's threshold as the pack brought it, whatever was calibrated since. */
  OptionalDouble shippedThreshold() throws IOException {
    return store.open().serving().stream()
        .filter(manifest -> manifest.task() == Task.RECOGNITION)
        .flatMap(manifest -> Optional.ofNullable(manifest.threshold()).stream())
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  /**
   * Opens the pack, runs the protocol, and writes and says what was found.
   *
   * @param features that the protocol asks for, beside the faces themselves
   * @throws CommandLine.ParameterException where the outputs cannot be written: said before a long
   *     run, not after it
   */
  Outcome run(CommandSpec spec, Set<Feature> features, Protocol protocol)
      throws IOException, EvaluationException, InterruptedException {
    prepareOutputs(spec);
    PrintWriter err = spec.commandLine().getErr();
    Outcome outcome;
    try (FacePipeline pipeline =
            FacePipeline.open(
                store.models, store.open().name(), features, device, MOST_FACES, Figures.unseen());
        ProgressLine progress = ProgressLine.to(err)) {
      outcome = protocol.run(new PictureReader(pipeline, progress));
    }
    write(spec, outcome);
    return outcome;
  }

  private void prepareOutputs(CommandSpec spec) {
    try {
      if (report.isPresent()) {
        Files.createDirectories(report.get());
      }
      if (scores.isPresent()) {
        makeFolderOf(scores.get());
      }
      if (json.isPresent() && !json.get().equals("-")) {
        makeFolderOf(Path.of(json.get()));
      }
    } catch (IOException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "the outputs cannot be written there (%s): choose another place".formatted(e),
          e);
    }
  }

  private static void makeFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private void write(CommandSpec spec, Outcome outcome) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean jsonOnly = json.isPresent() && json.get().equals("-");
    if (jsonOnly) {
      out.println(JSON.writeValueAsString(outcome.figures()));
    } else {
      outcome.summary().forEach(out::println);
      if (json.isPresent()) {
        Files.writeString(
            Path.of(json.get()),
            JSON.writeValueAsString(outcome.figures()) + System.lineSeparator());
      }
    }
    if (scores.isPresent()) {
      outcome.scores().write(scores.get());
    }
    if (report.isPresent()) {
      outcome.report().write(report.get());
      spec.commandLine().getErr().println("report: " + report.get().resolve(Report.PAGE));
    }
    out.flush();
  }
}
