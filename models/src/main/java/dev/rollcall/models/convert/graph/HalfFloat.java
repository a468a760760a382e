package dev.rollcall.models.convert.graph;

/** IEEE 754 binary16; Java 17 has no method for it. */
public final class HalfFloat {
  private HalfFloat() {}

  /** The value of 16 bits. */
  public static float toFloat(short half) {
    int sign = (half >> 15) & 1;
    int exponent = (half >> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0) {
      return (sign == 1 ? -1f : 1f) * mantissa * 0x1p-24f;
    }
    int wide = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat((sign << 31) | (wide << 23) | (mantissa << 13));
  }
}
