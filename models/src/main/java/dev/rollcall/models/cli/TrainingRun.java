package dev.rollcall.models.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.models.training.Outcome;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What every training command does around its training. */
final class TrainingRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrainingRun() {}

  /** One kind of training. */
  interface Trainer {
    Outcome train(Supplier<FacePipeline> pipeline, Watcher watcher)
        throws IOException, InterruptedException;
  }

  /**
   * Trains, and says what came out.
   *
   * @return the program's exit status
   */
  static int run(CommandSpec spec, CourseOptions options, Trainer trainer)
      throws IOException, InterruptedException {
    boolean jsonToOut = options.json.filter("-"::equals).isPresent();
    PrintWriter out = jsonToOut ? spec.commandLine().getErr() : spec.commandLine().getOut();
    try (TrainingConsole console =
            new TrainingConsole(out, isTerminal(jsonToOut ? 2 : 1), System::nanoTime);
        CourseOptions.LazyPipeline pipeline = new CourseOptions.LazyPipeline(options.store)) {
      Outcome outcome = trainer.train(pipeline, console);
      if (!outcome.finished()) {
        console.say("saved in " + outcome.out() + "; go on with the same command and --resume");
        return 0;
      }
      if (options.json.isPresent()) {
        String text = JSON.writeValueAsString(outcome.figures());
        if (jsonToOut) {
          spec.commandLine().getOut().println(text);
          spec.commandLine().getOut().flush();
        } else {
          Files.writeString(Path.of(options.json.get()), text + System.lineSeparator());
        }
      }
      if (options.report.isPresent()) {
        copy(outcome.out().resolve("report"), options.report.get());
      }
      console.say("report: " + outcome.out().resolve("report").resolve("index.html"));
      console.say(
          "model:  %s%nserve it with: ./rollcall models import %s%s"
              .formatted(outcome.model(), outcome.model(), options.store.words()));
      return 0;
    } catch (UncheckedIOException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Java 17 cannot tell of one stream; where the system does not either, lines it is. */
  private static boolean isTerminal(int descriptor) {
    try {
      Path device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return device.startsWith("/dev/pts") || device.toString().startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
