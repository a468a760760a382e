package dev.rollcall.client.load.serving;

import dev.rollcall.client.load.serving.Figures.Claim;
import dev.rollcall.client.load.serving.Figures.SystemFigures;
import java.util.ArrayList;
import java.util.List;

/** What one run is to show, with bars. */
final class Claims {
  /** On two cores, with the best pack. */
  private static final double LONE_BAR_MILLIS = 80;

  /** The load at which the three are compared: one that a busy site has, and all can carry. */
  private static final double COMPARED_AT = 0.5;

  private Claims() {}

  /**
   * The claims of one run.
   *
   * @param systems Rollcall first
   * @param fractions of its saturation, one a load
   */
  static List<Claim> of(LoneCheckIn lone, List<SystemFigures> systems, List<Double> fractions) {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        Claim.atMost(
            "lone",
            "one face in 640 x 480, idle machine, every head, gRPC in to gRPC out, p50",
            lone.latency().p50(),
            LONE_BAR_MILLIS,
            "ms"));
    SystemFigures own = systems.get(0);
    for (SystemFigures other : systems.subList(1, systems.size())) {
      String id = other.name().replace(' ', '-');
      claims.add(
          Claim.atLeast(
              id + "-throughput",
              "pictures a second at saturation / those of " + other.name(),
              own.saturation().answeredPerSecond() / other.saturation().answeredPerSecond(),
              1,
              "ratio"));
      int compared = nearest(fractions, COMPARED_AT);
      claims.add(
          Claim.atMost(
              id + "-p99",
              "p99 at %.0f %% of our saturation / that of %s"
                  .formatted(100 * fractions.get(compared), other.name()),
              own.loads().get(compared).latency().p99()
                  / other.loads().get(compared).latency().p99(),
              1,
              "ratio"));
    }
    return claims;
  }

  private static int nearest(List<Double> fractions, double wanted) {
    int nearest = 0;
    for (int i = 1; i < fractions.size(); i++) {
      if (Math.abs(fractions.get(i) - wanted) < Math.abs(fractions.get(nearest) - wanted)) {
        nearest = i;
      }
    }
    return nearest;
  }
}
