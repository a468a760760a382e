package dev.rollcall.inference.engine;

/** Which device is wanted. */
public enum DeviceChoice {
  /** A GPU where there is one that can be used, else the CPU. */
  AUTO,
  CPU,
  /** A GPU, or no start at all. */
  GPU
}
