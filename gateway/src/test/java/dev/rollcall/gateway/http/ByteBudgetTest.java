package dev.rollcall.gateway.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);

  @Test
  void caller_getsThreeQuarters_andOthersTheRest() {
    assertThat(budget.reserve("ann", 75)).isTrue();
    assertThat(budget.fits("ann", 1)).isFalse();
    assertThat(budget.reserve("ann", 1)).isFalse();
    assertThat(budget.reserve("bob", 25)).isTrue();
    assertThat(budget.reserve("carl", 1)).isFalse();
    assertThat(budget.usedBytes()).isEqualTo(100);
  }

  @Test
  void released_isThereAgain() {
    budget.reserve("ann", 50);
    budget.reserve("ann", 25);
    budget.release("ann", 50);
    assertThat(budget.usedBytes()).isEqualTo(25);
    assertThat(budget.reserve("ann", 50)).isTrue();
    budget.release("ann", 75);
    assertThat(budget.usedBytes()).isEqualTo(0);
  }

  @Test
  void moreReleasedThanReserved_isAFault() {
    budget.reserve("ann", 10);
    budget.reserve("bob", 10);
    assertThrows(IllegalStateException.class, () -> budget.release("ann", 11));
    assertThat(budget.usedBytes()).isEqualTo(20);
  }
}
