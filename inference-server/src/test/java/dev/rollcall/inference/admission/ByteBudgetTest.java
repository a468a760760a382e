package dev.rollcall.inference.admission;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);

  @Test
  void reserve_upToTheSize_succeedsAndNoFurther() {
    ByteBudget.Reservation all = budget.reserve("test", 100).orElseThrow();

    assertThat(budget.reserve("test", 1)).isEmpty();
    assertThat(budget.reserve("test", 0)).isPresent();
    all.close();
    assertThat(budget.reservedBytes()).isEqualTo(0);
    assertThat(budget.reserve("test", 1)).isPresent();
  }

  @Test
  void close_secondTime_throwsAndChangesNothing() {
    ByteBudget.Reservation one = budget.reserve("test", 60).orElseThrow();
    ByteBudget.Reservation other = budget.reserve("test", 40).orElseThrow();
    one.close();

    assertThat(budget.owners()).containsExactly("test");
    assertThat(assertThrows(IllegalStateException.class, one::close))
        .hasMessageThat()
        .contains("test");
    assertThat(budget.reservedBytes()).isEqualTo(40);
    other.close();
    assertThat(budget.reservedBytes()).isEqualTo(0);
  }

  @Test
  void reserve_moreThanALong_neverOverflows() {
    assertThat(budget.reserve("test", 50)).isPresent();
    assertThat(budget.reserve("test", Long.MAX_VALUE)).isEmpty();
    assertThrows(IllegalArgumentException.class, () -> budget.reserve("test", -1));
  }
}
