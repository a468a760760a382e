package dev.rollcall.inference.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.inference.request.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many calls may be open at once, in all and of one tenant: each may bring a message of many
 * megabytes before its picture can be looked at. Thread-safe.
 */
public final class CallSlots {
  private final int most;
  private final int mostOfATenant;

  @GuardedBy("this")
  private final Map<String, Integer> byTenant = new HashMap<>();

  @GuardedBy("this")
  private int open;

  /** Tenants share the slots as they come. */
  public CallSlots(int most) {
    this(most, most);
  }

  /**
   * Slots.
   *
   * @param mostOfATenant the quota: so many of one tenant at once
   */
  public CallSlots(int most, int mostOfATenant) {
    if (most < 1 || mostOfATenant < 1) {
      throw new IllegalArgumentException(
          "slots and quota are at least 1: %d, %d".formatted(most, mostOfATenant));
    }
    this.most = most;
    this.mostOfATenant = mostOfATenant;
  }

  /** Takes a slot; where none is free for the tenant, why: OVERLOADED or QUOTA_EXCEEDED. */
  public synchronized Optional<Problem> enter(String tenant) {
    if (open >= most) {
      return Optional.of(Problem.OVERLOADED);
    }
    int own = byTenant.getOrDefault(tenant, 0);
    if (own >= mostOfATenant) {
      return Optional.of(Problem.QUOTA_EXCEEDED);
    }
    open++;
    byTenant.put(tenant, own + 1);
    return Optional.empty();
  }

  /**
   * Gives a slot back.
   *
   * @throws IllegalStateException where the tenant has none
   */
  public synchronized void leave(String tenant) {
    int own = byTenant.getOrDefault(tenant, 0);
    if (own == 0) {
      throw new IllegalStateException("a call's slot was given back twice");
    }
    open--;
    if (own == 1) {
      byTenant.remove(tenant);
    } else {
      byTenant.put(tenant, own - 1);
    }
  }

  public synchronized int open() {
    return open;
  }
}
