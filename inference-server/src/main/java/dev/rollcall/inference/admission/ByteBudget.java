package dev.rollcall.inference.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** Compared by identity. */
  @GuardedBy("this")
  private final Set<Reservation> open = new LinkedHashSet<>();

  public ByteBudget(long sizeBytes) {
    if (sizeBytes < 1) {
      throw new IllegalArgumentException("a budget needs at least one byte: " + sizeBytes);
    }
    this.sizeBytes = sizeBytes;
  }

  /**
   * Reserves, or answers empty at once where there is no room.
   *
   * @param owner the request's id: who is named where an account does not come out even
   */
  synchronized Optional<Reservation> reserve(String owner, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("not a number of bytes: " + bytes);
    }
    if (bytes > sizeBytes - reservedBytes) {
      return Optional.empty();
    }
    reservedBytes += bytes;
    Reservation reservation = new Reservation(owner, bytes);
    open.add(reservation);
    return Optional.of(reservation);
  }

  public synchronized long reservedBytes() {
    return reservedBytes;
  }

  /** Who holds something at the moment, in the order of reservation: empty when nothing is open. */
  public synchronized List<String> owners() {
    return open.stream().map(Reservation::owner).toList();
  }

  /** Some bytes of the budget, until closed. */
  final class Reservation implements AutoCloseable {
    private final String owner;
    private final long bytes;

    private Reservation(String owner, long bytes) {
      this.owner = owner;
      this.bytes = bytes;
    }

    private String owner() {
      return owner;
    }

    /**
     * Frees.
     *
     * @throws IllegalStateException the second time
     */
    @Override
    public void close() {
      synchronized (ByteBudget.this) {
        if (!open.remove(this)) {
          throw new IllegalStateException("%s frees %d bytes twice".formatted(owner, bytes));
        }
        reservedBytes -= bytes;
      }
    }
  }
}
