package dev.rollcall.inference.engine.tensorflow;

/** What the networks compute in, on a CPU. */
public enum Precision {
  /** 32-bit floats: what is served. */
  FP32,
  /**
   * 16-bit floats with the range of 32, where oneDNN has kernels for them. They pay only on a
   * processor with AMX; elsewhere oneDNN computes them by a detour.
   */
  BF16
}
