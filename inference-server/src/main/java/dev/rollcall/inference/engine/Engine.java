package dev.rollcall.inference.engine;

import java.io.IOException;
import java.nio.file.Path;

/** Loads networks onto one device. Thread-safe; {@link #close} after every network is closed. */
public interface Engine extends AutoCloseable {
  /**
   * Loads a SavedModel.
   *
   * @throws IOException where the folder holds none that can be loaded; the message names it
   */
  Network load(Path savedModel) throws IOException;

  /** What the sessions really run on. */
  Device device();

  /** How many batches may run at once without getting into each other's way. */
  int permits();

  /** Pixels of all rows beyond which a batch gains nothing and only fills the memory. */
  default long mostPixels() {
    return 1L << 20;
  }

  @Override
  void close();

  /**
   * A device.
   *
   * @param kind {@code cpu} or {@code gpu}
   * @param detail for a person: cores and threads, or the GPU
   */
  record Device(String kind, String detail) {}
}
