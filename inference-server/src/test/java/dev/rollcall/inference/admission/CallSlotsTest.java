package dev.rollcall.inference.admission;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CallSlotsTest {
  @Test
  void tryEnter_full_isRefusedUntilOneLeaves() {
    CallSlots slots = new CallSlots(2);
    assertThat(slots.tryEnter()).isTrue();
    assertThat(slots.tryEnter()).isTrue();

    assertThat(slots.tryEnter()).isFalse();
    slots.leave();
    assertThat(slots.tryEnter()).isTrue();
    slots.leave();
    slots.leave();
    assertThat(slots.open()).isEqualTo(0);
  }

  @Test
  void leave_neverEntered_throws() {
    assertThrows(IllegalStateException.class, new CallSlots(1)::leave);
  }
}
