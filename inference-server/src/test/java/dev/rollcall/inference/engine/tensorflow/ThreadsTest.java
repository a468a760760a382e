package dev.rollcall.inference.engine.tensorflow;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void onCpu_anyNumberOfCores_areAllUsedAndNoneTwice() {
    for (int cores : new int[] {1, 2, 3, 8, 64}) {
      Threads threads = Threads.onCpu(cores);
      assertThat(threads.permits() * threads.perBatch()).isEqualTo(cores);
    }
  }

  @Test
  void ofThisMachine_coresOfThisProcess_areTheMeasure() {
    assertThat(Threads.ofThisMachine())
        .isEqualTo(Threads.onCpu(Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void besideGpu_twoBatches_overlap() {
    assertThat(Threads.besideGpu().permits()).isEqualTo(2);
  }
}
