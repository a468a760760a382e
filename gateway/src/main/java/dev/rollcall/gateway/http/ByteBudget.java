package dev.rollcall.gateway.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes of bodies may be in memory at a time, over all requests. One caller gets three
 * quarters of them at most, so that the others are served whatever that one does. Safe on any
 * thread.
 */
public final class ByteBudget {
  private final long limitBytes;
  private final long callerBytes;

  @GuardedBy("this")
  private long usedBytes;

  /** Callers who hold nothing are not in it. */
  @GuardedBy("this")
  private final Map<String, Long> held = new HashMap<>();

  public ByteBudget(long limitBytes) {
    this.limitBytes = limitBytes;
    this.callerBytes = limitBytes / 4 * 3;
  }

  /** Whether so much would fit now; nothing is reserved. */
  synchronized boolean fits(String caller, long bytes) {
    return usedBytes + bytes <= limitBytes && heldBy(caller) + bytes <= callerBytes;
  }

  /** False where it would not fit; then nothing is reserved. */
  synchronized boolean reserve(String caller, long bytes) {
    if (!fits(caller, bytes)) {
      return false;
    }
    usedBytes += bytes;
    held.put(caller, heldBy(caller) + bytes);
    return true;
  }

  synchronized void release(String caller, long bytes) {
    long left = heldBy(caller) - bytes;
    if (left < 0) {
      throw new IllegalStateException("released " + bytes + " of " + heldBy(caller) + " bytes");
    }
    usedBytes -= bytes;
    if (left == 0) {
      held.remove(caller);
    } else {
      held.put(caller, left);
    }
  }

  @GuardedBy("this")
  private long heldBy(String caller) {
    return held.getOrDefault(caller, 0L);
  }

  public synchronized long usedBytes() {
    return usedBytes;
  }
}
