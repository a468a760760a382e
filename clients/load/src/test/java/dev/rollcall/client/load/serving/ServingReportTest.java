package dev.rollcall.client.load.serving;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.client.load.serving.Figures.Claim;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingReportTest {
  @TempDir private Path folder;

  private static LoadPoint point(double perSecond, double millis) {
    return new LoadPoint(
        perSecond, 10, 10, 0, 0, new Latency(millis, 2 * millis, 3 * millis), perSecond, perSecond);
  }

  @Test
  void write_oneRun_isAPageWithItsPlots() throws Exception {
    Figures figures =
        new Figures(
            new Figures.Machine("a processor", 2),
            "registry",
            "cpu",
            "two at once",
            new Figures.PictureFigures(15, 60, 1, 29),
            1,
            12,
            new LoneCheckIn(100, new Latency(50, 60, 70), Map.of("detect", 30.0, "outside", 2.0)),
            List.of(
                new Figures.SystemFigures(
                    "rollcall", "as it runs", point(9, 90), List.of(point(2, 40), point(4, 60))),
                new Figures.SystemFigures(
                    "one at a time",
                    "serial",
                    point(6, 90),
                    List.of(point(2, 50), point(4, Double.NaN)))),
            List.of(Claim.atMost("lone", "a lone check-in", 50, 80, "ms")));
    ServingReport.write(figures, List.of(0.25, 0.5), folder);
    assertThat(Files.readString(folder.resolve(ServingReport.FILE_NAME)))
        .contains("a lone check-in<td>50.00 ms<td>&le; 80.00<td>yes");
    for (String plot : List.of("p99", "p50", "own", "throughput", "stages")) {
      assertThat(Files.size(folder.resolve("serving-" + plot + ".png"))).isGreaterThan(1000);
    }
  }
}
