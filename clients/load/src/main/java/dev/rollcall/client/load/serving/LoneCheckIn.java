package dev.rollcall.client.load.serving;

import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.StageTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One face in 640 x 480, every head, nobody else: from the call to its answer.
 *
 * @param n calls, one after the other
 * @param stagesP50 milliseconds by the server's own clock, in their order; {@code outside} is the
 *     rest: transport, admission, reading the header, the message
 */
record LoneCheckIn(int n, Latency latency, Map<String, Double> stagesP50) {
  private static final int WARM_UP = 60;

  /**
   * Measures.
   *
   * @throws IllegalStateException where a picture does not show exactly one face to the server
   */
  static LoneCheckIn measure(Caller caller, List<Sample> lone, int n) {
    List<Double> millis = new ArrayList<>();
    List<Double> outside = new ArrayList<>();
    Map<String, List<Double>> stages = new LinkedHashMap<>();
    for (int i = -WARM_UP; i < n; i++) {
      long start = System.nanoTime();
      AnalyzeFacesResponse answer = caller.analyse(lone.get((i + WARM_UP) % lone.size())).join();
      double took = (System.nanoTime() - start) / 1e6;
      if (answer.getFacesCount() != 1) {
        throw new IllegalStateException(
            "a picture of one face shows %d to this server".formatted(answer.getFacesCount()));
      }
      if (i >= 0) {
        millis.add(took);
        double inside = 0;
        for (StageTime stage : answer.getStagesList()) {
          double spent =
              stage.getDuration().getSeconds() * 1e3 + stage.getDuration().getNanos() / 1e6;
          stages.computeIfAbsent(stage.getStage(), any -> new ArrayList<>()).add(spent);
          inside += spent;
        }
        outside.add(took - inside);
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    stages.forEach((stage, spent) -> medians.put(stage, median(spent)));
    medians.put("outside", median(outside));
    return new LoneCheckIn(n, Latency.of(millis), medians);
  }

  private static double median(Collection<Double> millis) {
    return Latency.of(millis).p50();
  }
}
