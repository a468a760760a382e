package dev.rollcall.inference.batching;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.rollcall.inference.catalog.BatchCosts;
import dev.rollcall.inference.request.RequestScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of the fair queue under random arrivals, batches and cancels; one case a seed. */
class FairnessTest {
  private static final int CASES = 300;

  private final FairQueue queue = new FairQueue();
  private final BatchPlan plan =
      new BatchPlan(
          new BatchCosts(BatchCosts.ALL_BUCKETS.subList(0, 4), List.of(10L, 15L, 20L, 30L)));

  /** By row: whose it is, and its place. */
  private final Map<Integer, RequestScope> owners = new HashMap<>();

  private final Map<RequestScope, Integer> left = new HashMap<>();
  private final Map<RequestScope, Integer> lastServed = new HashMap<>();
  private final Set<Integer> handedOut = new HashSet<>();
  private int numbers;

  static List<Integer> seeds() {
    return IntStream.range(0, CASES).boxed().toList();
  }

  private void arrive(Random random) {
    RequestScope scope = TestRows.request("tenant " + random.nextInt(3));
    int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 4);
    List<PendingRow> rows = TestRows.rows(scope, numbers, count);
    for (int i = 0; i < count; i++) {
      owners.put(numbers++, scope);
    }
    queue.add(scope, rows, any -> {});
    left.put(scope, count);
  }

  private void handOut(Collection<PendingRow> rows) {
    for (PendingRow row : rows) {
      int number = TestRows.number(row);
      RequestScope owner = owners.get(number);
      assertThat(owner).isSameInstanceAs(row.scope());
      assertWithMessage("row %s twice", number).that(handedOut.add(number)).isTrue();
      Integer last = lastServed.put(row.scope(), number);
      assertWithMessage("in order").that(last == null || last < number).isTrue();
      left.merge(row.scope(), -1, Integer::sum);
    }
  }

  /**
   * While tenants, or requests of one tenant, both have rows, neither gets two more than the other.
   */
  private void batchIsFair(List<PendingRow> batch, Map<RequestScope, Integer> before) {
    Map<String, Integer> byTenant = new HashMap<>();
    Map<RequestScope, Integer> byRequest = new HashMap<>();
    for (PendingRow row : batch) {
      byTenant.merge(row.scope().tenant(), 1, Integer::sum);
      byRequest.merge(row.scope(), 1, Integer::sum);
    }
    for (RequestScope hungry : left.keySet()) {
      if (left.getOrDefault(hungry, 0) > 0 && before.getOrDefault(hungry, 0) > 0) {
        for (RequestScope other : byRequest.keySet()) {
          if (other.tenant().equals(hungry.tenant())) {
            assertThat(byRequest.getOrDefault(other, 0))
                .isAtMost(byRequest.getOrDefault(hungry, 0) + 1);
          } else {
            assertThat(byTenant.getOrDefault(other.tenant(), 0))
                .isAtMost(byTenant.getOrDefault(hungry.tenant(), 0) + 1);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void queue_anyHistory_isFairInOrderAndLosesNothing(int seed) {
    Random random = new Random(seed);
    List<RequestScope> scopes = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      int what = random.nextInt(10);
      if (what < 5) {
        arrive(random);
      } else if (what < 9 && !queue.isEmpty()) {
        Map<RequestScope, Integer> before = new HashMap<>(left);
        List<PendingRow> batch = queue.take(plan, Integer.MAX_VALUE, (rows, why) -> handOut(rows));
        assertThat(batch.size()).isAtMost(plan.full());
        handOut(batch);
        batchIsFair(batch, before);
      } else if (!left.isEmpty()) {
        scopes.clear();
        scopes.addAll(left.keySet());
        RequestScope victim = scopes.get(random.nextInt(scopes.size()));
        if (random.nextBoolean()) {
          handOut(queue.drop(victim));
          assertThat(left.get(victim)).isEqualTo(0);
        } else {
          victim.cancel();
        }
      }
    }
    handOut(queue.takeAll());

    assertThat(handedOut).hasSize(numbers);
    assertThat(queue.rows()).isEqualTo(0);
    assertThat(queue.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void take_oneRowBehindAnyCrowdOfOtherTenants_isWithinOneRoundOfTenants(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1 + random.nextInt(50); i++) {
      arrive(random);
    }
    RequestScope single = TestRows.request("alone");
    owners.put(numbers, single);
    queue.add(single, TestRows.rows(single, numbers, 1), any -> {});
    List<PendingRow> batch = queue.take(plan, Integer.MAX_VALUE, (rows, why) -> {});

    // Three tenants at most are ahead of it.
    assertThat(batch.stream().limit(4).map(PendingRow::scope)).contains(single);
  }
}
