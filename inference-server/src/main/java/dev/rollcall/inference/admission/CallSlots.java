package dev.rollcall.inference.admission;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls may be open at once: each may bring a message of many megabytes before its picture
 * can be looked at. Thread-safe.
 */
public final class CallSlots {
  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  public CallSlots(int most) {
    this.most = most;
  }

  /** Takes a slot where one is free. */
  public boolean tryEnter() {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      return false;
    }
    return true;
  }

  /**
   * Gives a slot back.
   *
   * @throws IllegalStateException where none was taken
   */
  public void leave() {
    if (open.decrementAndGet() < 0) {
      throw new IllegalStateException("a call's slot was given back twice");
    }
  }

  public int open() {
    return open.get();
  }
}
