package dev.rollcall.gateway.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** How many bytes of bodies may be in memory at a time, over all requests. Safe on any thread. */
public final class ByteBudget {
  private final long limitBytes;

  @GuardedBy("this")
  private long usedBytes;

  public ByteBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** False where it would not fit; then nothing is reserved. */
  synchronized boolean reserve(long bytes) {
    if (usedBytes + bytes > limitBytes) {
      return false;
    }
    usedBytes += bytes;
    return true;
  }

  synchronized void release(long bytes) {
    if (bytes > usedBytes) {
      throw new IllegalStateException("released " + bytes + " of " + usedBytes + " bytes");
    }
    usedBytes -= bytes;
  }

  public synchronized long usedBytes() {
    return usedBytes;
  }
}
