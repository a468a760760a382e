package dev.rollcall.inference.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;

/**
 * The bytes that pictures may hold at once, all calls together.
 *
 * <p>Invariants: what is reserved is at least 0 and at most the size; every reservation is freed
 * exactly once, and a second time throws; when no call is open, nothing is reserved. Thread-safe.
 */
public final class ByteBudget {
  private final long sizeBytes;

  @GuardedBy("this")
  private long reservedBytes;

  public ByteBudget(long sizeBytes) {
    if (sizeBytes < 1) {
      throw new IllegalArgumentException("a budget needs at least one byte: " + sizeBytes);
    }
    this.sizeBytes = sizeBytes;
  }

  /** Reserves, or answers empty at once where there is no room. */
  synchronized Optional<Reservation> reserve(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("not a number of bytes: " + bytes);
    }
    if (bytes > sizeBytes - reservedBytes) {
      return Optional.empty();
    }
    reservedBytes += bytes;
    return Optional.of(new Reservation(bytes));
  }

  public synchronized long reservedBytes() {
    return reservedBytes;
  }

  /** Some bytes of the budget, until closed. */
  final class Reservation implements AutoCloseable {
    private final long bytes;
    private boolean freed;

    private Reservation(long bytes) {
      this.bytes = bytes;
    }

    /**
     * Frees.
     *
     * @throws IllegalStateException the second time
     */
    @Override
    public void close() {
      synchronized (ByteBudget.this) {
        if (freed) {
          throw new IllegalStateException("%d bytes are freed twice".formatted(bytes));
        }
        freed = true;
        reservedBytes -= bytes;
      }
    }
  }
}
