package dev.rollcall.inference.admission;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.request.Problem;
import org.junit.jupiter.api.Test;

class CallSlotsTest {
  @Test
  void enter_full_isRefusedUntilOneLeaves() {
    CallSlots slots = new CallSlots(2);
    assertThat(slots.enter("a")).isEmpty();
    assertThat(slots.enter("b")).isEmpty();

    assertThat(slots.enter("a")).hasValue(Problem.OVERLOADED);
    slots.leave("b");
    assertThat(slots.enter("a")).isEmpty();
    slots.leave("a");
    slots.leave("a");
    assertThat(slots.open()).isEqualTo(0);
  }

  @Test
  void enter_tenantAtItsQuota_isRefusedWhileOthersEnter() {
    CallSlots slots = new CallSlots(10, 1);
    assertThat(slots.enter("a")).isEmpty();

    assertThat(slots.enter("a")).hasValue(Problem.QUOTA_EXCEEDED);
    assertThat(slots.enter("b")).isEmpty();
    slots.leave("a");
    assertThat(slots.enter("a")).isEmpty();
  }

  @Test
  void leave_neverEntered_throws() {
    CallSlots slots = new CallSlots(1);
    assertThat(slots.enter("a")).isEmpty();

    assertThrows(IllegalStateException.class, () -> slots.leave("b"));
    assertThat(slots.open()).isEqualTo(1);
  }
}
