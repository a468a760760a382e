package dev.rollcall.models.convert.graph;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class HalfFloatTest {
  @Test
  void toFloat_ofKnownValues_isExact() {
    assertThat(HalfFloat.toFloat((short) 0x3c00)).isEqualTo(1f);
    assertThat(HalfFloat.toFloat((short) 0xc000)).isEqualTo(-2f);
    assertThat(HalfFloat.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(HalfFloat.toFloat((short) 0x7bff)).isEqualTo(65504f);
  }
}
