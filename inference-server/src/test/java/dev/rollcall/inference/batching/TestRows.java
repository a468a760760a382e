package dev.rollcall.inference.batching;

import dev.rollcall.inference.engine.IdentityEngine;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.BatchFigures;
import dev.rollcall.inference.telemetry.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Requests and rows that are known by their numbers, and formers that hold what they get. */
final class TestRows {
  static final int SIDE = 4;
  private static final BatchFigures FIGURES = Figures.unseen().batches("test", "1");

  private TestRows() {}

  static RequestScope request(String tenant) {
    return new RequestScope("test", tenant, System::nanoTime, Long.MAX_VALUE, () -> false);
  }

  static RequestScope request() {
    return RequestScope.unbounded();
  }

  static List<Raster> rasters(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(number -> IdentityEngine.row(number, SIDE))
        .toList();
  }

  static List<PendingRow> rows(RequestScope scope, int from, int count) {
    List<PendingRow> rows = new ArrayList<>();
    rasters(from, count).forEach(pixels -> rows.add(new PendingRow(scope, pixels, 0)));
    return rows;
  }

  static int number(PendingRow row) {
    byte[] pixels = row.pixels().rgb();
    int number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number |= (pixels[i] & 0xFF) << (8 * i);
    }
    return number;
  }

  static List<Integer> numbers(List<PendingRow> rows) {
    return rows.stream().map(TestRows::number).toList();
  }

  /** A former without threads: what it is given it holds until somebody takes a turn. */
  static Former heldFormer(int permits, int highWater) {
    return new Former(
        permits, highWater, key -> new Shelf(key, new BatchPlan(key.model().costs()), FIGURES));
  }
}
