package dev.rollcall.client.load.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that one run has measured; its JSON is these records in snake case.
 *
 * @param secondsAPoint how long each load was offered
 */
record Figures(
    Machine machine,
    String pack,
    String device,
    String deviceDetail,
    PictureFigures pictures,
    long seed,
    double secondsAPoint,
    LoneCheckIn lone,
    List<SystemFigures> systems,
    List<Claim> claims) {
  Figures {
    systems = List.copyOf(systems);
    claims = List.copyOf(claims);
  }

  /** Where it ran; the client shares the cores with the server. */
  record Machine(String processor, int cores) {
    /** This machine, as far as this process may use it. */
    static Machine here() throws IOException {
      return new Machine(modelName(), Runtime.getRuntime().availableProcessors());
    }

    private static String modelName() throws IOException {
      Path info = Path.of("/proc/cpuinfo");
      if (!Files.isReadable(info)) {
        return System.getProperty("os.arch");
      }
      return Files.readAllLines(info).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  /**
   * What was sent.
   *
   * @param faces found, of all pictures together
   * @param most in one picture
   */
  record PictureFigures(int count, int faces, int least, int most) {}

  /** One way to schedule. */
  record SystemFigures(String name, String how, LoadPoint saturation, List<LoadPoint> loads) {
    SystemFigures {
      loads = List.copyOf(loads);
    }
  }

  /**
   * A bar and whether it is kept.
   *
   * @param better {@code lower} or {@code higher}
   */
  record Claim(
      String id,
      String claim,
      double measured,
      double bar,
      String better,
      String unit,
      boolean holds) {
    static Claim atMost(String id, String claim, double measured, double bar, String unit) {
      return new Claim(id, claim, measured, bar, "lower", unit, measured <= bar);
    }

    static Claim atLeast(String id, String claim, double measured, double bar, String unit) {
      return new Claim(id, claim, measured, bar, "higher", unit, measured >= bar);
    }
  }
}
