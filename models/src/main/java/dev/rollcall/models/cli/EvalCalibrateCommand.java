package dev.rollcall.models.cli;

import dev.rollcall.inference.catalog.Calibration;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.evaluation.PictureSet;
import dev.rollcall.models.evaluation.SiteCalibration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "calibrate",
    description = {
      "Chooses the matching threshold from pictures of a site's own people and writes it beside the"
          + " pack, where the server reads it at its next start.",
    },
    mixinStandardHelpOptions = true)
final class EvalCalibrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private EvalOptions options = new EvalOptions();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "One folder a person, at any depth; at least 10 people.")
  Path images = Path.of("");

  @Option(
      names = "--fmr",
      paramLabel = "RATE",
      defaultValue = "1e-4",
      description = "Wanted false match rate a pair, at most (default: ${DEFAULT-VALUE}).")
  double falseMatchRate = 1e-4;

  @Option(
      names = "--fpir",
      paramLabel = "RATE",
      defaultValue = "0.01",
      description =
          "Share of strangers that may be taken for somebody on the roster, at most (default:"
              + " ${DEFAULT-VALUE}); a large roster lowers the false match rate.")
  double strangers = 0.01;

  @Option(
      names = "--roster",
      paramLabel = "N",
      defaultValue = "0",
      description = "People who are searched among (default: as many as there are folders).")
  int roster;

  @Option(names = "--dry-run", description = "Says what it would write, and writes nothing.")
  boolean dryRun;

  @Override
  public Integer call() throws Exception {
    SiteCalibration.Wish wish = wish();
    PictureSet set = EvalOptions.pictures(spec, images);
    OptionalDouble shipped = options.shippedThreshold();
    List<Calibration> chosen = new ArrayList<>();
    options.run(
        spec,
        Set.of(Feature.EMBEDDING),
        reader -> {
          SiteCalibration.Result result =
              new SiteCalibration(reader).run(set, wish, shipped, Clock.systemUTC());
          chosen.add(result.calibration());
          return result.outcome();
        });
    if (!dryRun) {
      Path pack = options.pack();
      chosen.get(0).write(pack);
      spec.commandLine()
          .getErr()
          .printf(
              "written to %s; the server reads it at its next start (remove it to undo)%n",
              pack.resolve(Calibration.FILE_NAME));
    }
    return 0;
  }

  private SiteCalibration.Wish wish() {
    try {
      return new SiteCalibration.Wish(falseMatchRate, strangers, roster);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--fmr, --fpir, --roster: " + e.getMessage(), e);
    }
  }
}
