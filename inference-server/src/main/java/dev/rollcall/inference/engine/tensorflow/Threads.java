package dev.rollcall.inference.engine.tensorflow;

/**
 * How the cores are shared out among batches.
 *
 * <p>On a CPU a batch gets one thread and as many batches run at once as there are cores. The
 * networks are small: cut among two threads, a convolution of a 112-pixel face waits longer for the
 * second thread to wake up than that thread saves. On two cores, one face a batch, networks of the
 * registry pack: two batches of one thread each make 745 ages, 988 emotions, 417 embeddings and 47
 * detections a second; one batch of two threads makes 242, 281, 184 and 39, and a lone face's age
 * takes 4.0 ms instead of 2.3. Only a lone detection loses by it (26 ms to 41).
 *
 * @param permits how many batches run at once
 * @param perBatch how many threads TensorFlow cuts one operation among
 */
record Threads(int permits, int perBatch) {
  /** One computes while the other's rows are copied. */
  private static final int BATCHES_ON_GPU = 2;

  /** By what this process may use of the machine: its CPU mask and its cgroup's quota count. */
  static Threads ofThisMachine() {
    return onCpu(Runtime.getRuntime().availableProcessors());
  }

  static Threads onCpu(int cores) {
    return new Threads(cores, 1);
  }

  /** The cores only feed the GPU; what runs on them must not hold up the next batch. */
  static Threads besideGpu() {
    return new Threads(BATCHES_ON_GPU, 1);
  }

  @Override
  public String toString() {
    return "%d at once on the CPU, %d thread%s each"
        .formatted(permits, perBatch, perBatch == 1 ? "" : "s");
  }
}
