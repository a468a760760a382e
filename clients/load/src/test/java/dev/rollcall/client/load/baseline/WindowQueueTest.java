package dev.rollcall.client.load.baseline;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class WindowQueueTest {
  /** Long enough that only a full batch ends it. */
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Answers a row with its first byte, and remembers how many came together. */
  private static final class FirstByte implements Network {
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Outputs run(List<Raster> rows) {
      batches.add(rows.size());
      float[] values = new float[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = rows.get(i).rgb()[0];
        if (values[i] == 13) {
          throw new EngineException("not 13");
        }
      }
      return new Outputs(rows.size(), Map.of("first", values));
    }

    @Override
    public Map<String, List<Integer>> rowShapes() {
      return Map.of("first", List.of());
    }

    @Override
    public void close() {}
  }

  private final FirstByte network = new FirstByte();

  private WindowQueue queue(Duration window, int mostRows) {
    return new WindowQueue(network, window, mostRows, new Semaphore(1));
  }

  private static Raster row(int value) {
    return new Raster(1, 1, new byte[] {(byte) value, 0, 0});
  }

  @Test
  void run_rowsOfManyCallers_shareABatchAndComeBackToTheirOwn() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try (WindowQueue queue = queue(LONG, 4)) {
      List<Future<Outputs>> answers = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        Raster row = row(i);
        answers.add(callers.submit(() -> queue.run(List.of(row))));
      }
      for (int i = 1; i <= 4; i++) {
        assertThat(answers.get(i - 1).get().row(0).get("first", 1)).isEqualTo(new float[] {i});
      }
      assertThat(network.batches).containsExactly(4);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void run_aRowAlone_runsWhenItsWindowEnds() {
    try (WindowQueue queue = queue(Duration.ofMillis(1), 32)) {
      assertThat(queue.run(List.of(row(7))).row(0).get("first", 1)).isEqualTo(new float[] {7});
    }
  }

  @Test
  void run_paddingRows_areComputedOnce() {
    try (WindowQueue queue = queue(Duration.ZERO, 32)) {
      Raster row = row(5);
      Outputs outputs = queue.run(List.of(row, row, row, row));
      assertThat(outputs.rows()).isEqualTo(4);
      assertThat(outputs.row(3).get("first", 1)).isEqualTo(new float[] {5});
      assertThat(network.batches).containsExactly(1);
    }
  }

  @Test
  void run_aBatchThatFails_failsItsCallersAndNotTheNext() {
    try (WindowQueue queue = queue(Duration.ZERO, 32)) {
      assertThrows(EngineException.class, () -> queue.run(List.of(row(13))));
      assertThat(queue.run(List.of(row(2))).row(0).get("first", 1)).isEqualTo(new float[] {2});
    }
  }

  @Test
  void run_afterClose_isRefused() {
    WindowQueue queue = queue(LONG, 32);
    queue.close();
    assertThrows(EngineException.class, () -> queue.run(List.of(row(1))));
  }
}
