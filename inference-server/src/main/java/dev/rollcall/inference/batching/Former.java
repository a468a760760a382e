package dev.rollcall.inference.batching;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who runs with whom, and when: the rows that wait, the permits that are free, and nothing else.
 *
 * <p>Invariants: a batch is composed only while a permit is taken for it, so at most as many
 * batches are out as there are permits; it is composed at that moment and from everything that
 * waits then, so no row waits while a permit is free, and permits that would stay free share what
 * one batch could have held; it holds rows of one shelf; the shelf with the oldest request goes
 * first, so what was begun is finished before something new is begun; while later stages hold more
 * rows than the high-water mark, no first stage runs, so a detector cannot flood them; a row is
 * handed out exactly once: in a batch, or as unwanted, or by {@link #close}.
 *
 * <p>Threads: any; one lock, held for a few operations a row and never while a network runs or an
 * answer is given. Only {@link #await} blocks.
 */
final class Former {
  /** Shelves of rare picture sizes, kept when empty up to so many. */
  private static final int MOST_EMPTY_SHELVES = 64;

  private final int highWater;
  private final Function<Shelf.Key, Shelf> shelving;

  @GuardedBy("this")
  private final Map<Shelf.Key, Shelf> shelves = new HashMap<>();

  @GuardedBy("this")
  private int rows;

  @GuardedBy("this")
  private int laterRows;

  @GuardedBy("this")
  private int free;

  @GuardedBy("this")
  private int idleWorkers;

  @GuardedBy("this")
  private boolean closed;

  /**
   * An empty former.
   *
   * @param permits how many batches may be out at once
   * @param highWater rows of later stages beyond which the first stages pause
   * @param shelving makes a shelf when its first row comes
   */
  Former(int permits, int highWater, Function<Shelf.Key, Shelf> shelving) {
    if (permits < 1 || highWater < 1) {
      throw new IllegalArgumentException(
          "permits and high water are at least 1: %d, %d".formatted(permits, highWater));
    }
    this.free = permits;
    this.highWater = highWater;
    this.shelving = shelving;
  }

  /** What a permit was taken for; given back with {@link #done}. */
  sealed interface Turn permits Batch, Nothing {}

  /** At least one row, in the order in which they are to run. */
  record Batch(Shelf shelf, List<PendingRow> rows) implements Turn {}

  /** Only unwanted rows waited. */
  record Nothing() implements Turn {}

  /** Rows that have left without having run, and why; to be answered outside the lock. */
  record Dropped(Shelf shelf, List<PendingRow> rows, Problem why) {}

  /**
   * Queues rows of one request, all at once: the first does not leave without those that may share
   * its batch.
   *
   * @param more all of one size
   * @param watcher is made to watch the request while rows of it wait
   * @param wake false where the caller itself takes the next turn that it can get
   * @throws InferenceException DRAINING after {@link #close}
   */
  void add(
      Model model,
      RequestScope scope,
      List<PendingRow> more,
      RequestScope.Watcher watcher,
      boolean wake) {
    if (more.isEmpty()) {
      return;
    }
    Shelf.Key key =
        new Shelf.Key(model, more.get(0).pixels().height(), more.get(0).pixels().width());
    boolean watch;
    synchronized (this) {
      if (closed) {
        throw draining();
      }
      Shelf shelf = shelves.get(key);
      if (shelf == null) {
        sweep();
        shelf = shelving.apply(key);
        shelves.put(key, shelf);
      }
      watch = shelf.queue().add(scope, more, watcher);
      came(shelf, more.size());
      if (wake) {
        wakeOne();
      }
    }
    // Outside the lock: a call that has ended answers at once.
    if (watch) {
      scope.watch(watcher);
    }
  }

  /** Shelves of networks that were swapped away, and of sizes that nobody sends any more. */
  @GuardedBy("this")
  private void sweep() {
    boolean many = shelves.size() > MOST_EMPTY_SHELVES;
    shelves
        .values()
        .removeIf(shelf -> shelf.queue().isEmpty() && (many || !shelf.model().isOpen()));
  }

  @GuardedBy("this")
  private void wakeOne() {
    if (free > 0 && idleWorkers > 0) {
      notify();
    }
  }

  /** Takes out every row of a request, in whatever shelves. */
  synchronized void drop(RequestScope scope, Problem why, List<Dropped> dropped) {
    for (Shelf shelf : shelves.values()) {
      List<PendingRow> left = shelf.queue().drop(scope);
      if (!left.isEmpty()) {
        came(shelf, -left.size());
        dropped.add(new Dropped(shelf, left, why));
      }
    }
  }

  @GuardedBy("this")
  private void came(Shelf shelf, int count) {
    rows += count;
    laterRows += shelf.isFirstStage() ? 0 : count;
  }

  /**
   * Takes a permit and what is to be done with it, where both are there.
   *
   * @param dropped is given the rows that turned out unwanted
   * @return null where no permit is free or nothing waits
   */
  synchronized @Nullable Turn tryTake(List<Dropped> dropped) {
    if (free == 0 || closed || rows == 0) {
      return null;
    }
    Shelf shelf = oldest();
    if (shelf == null) {
      return null;
    }
    int before = shelf.queue().rows();
    List<PendingRow> taken =
        shelf
            .queue()
            .take(
                shelf.plan(),
                rows > before ? before : shelf.plan().share(before, free),
                (unwanted, why) -> dropped.add(new Dropped(shelf, unwanted, why)));
    came(shelf, shelf.queue().rows() - before);
    free--;
    if (rows > 0) {
      wakeOne();
    }
    return taken.isEmpty() ? new Nothing() : new Batch(shelf, taken);
  }

  /** The shelf whose turn it is. */
  @GuardedBy("this")
  private @Nullable Shelf oldest() {
    boolean firstStagesPause = laterRows > highWater;
    Shelf oldest = null;
    for (Shelf shelf : shelves.values()) {
      if (!shelf.queue().isEmpty()
          && !(firstStagesPause && shelf.isFirstStage())
          && (oldest == null || shelf.queue().oldestRequest() < oldest.queue().oldestRequest())) {
        oldest = shelf;
      }
    }
    return oldest;
  }

  /** Waits for {@link #tryTake} to have something; null once closed. */
  synchronized @Nullable Turn await(List<Dropped> dropped) throws InterruptedException {
    while (!closed) {
      Turn turn = tryTake(dropped);
      if (turn != null) {
        return turn;
      }
      idleWorkers++;
      try {
        wait();
      } finally {
        idleWorkers--;
      }
    }
    return null;
  }

  /** Gives a permit back. */
  synchronized void done() {
    free++;
    if (rows > 0) {
      wakeOne();
    }
  }

  /**
   * A batch of so many rows did not fit into the device's memory: none so large is formed again.
   */
  synchronized void shrink(Shelf shelf, int bucket) {
    int smaller = Math.max(1, Math.min(bucket, shelf.plan().costs().largest()) / 2);
    if (smaller < shelf.plan().costs().largest()) {
      shelf.replan(shelf.plan().atMost(smaller));
    }
  }

  synchronized BatchPlan plan(Shelf shelf) {
    return shelf.plan();
  }

  /** Rows that wait, of all shelves. */
  synchronized int waiting() {
    return rows;
  }

  synchronized int freePermits() {
    return free;
  }

  /** Nothing is taken in or handed out any more; what still waits comes back. */
  synchronized void close(List<Dropped> dropped) {
    closed = true;
    for (Shelf shelf : shelves.values()) {
      List<PendingRow> left = shelf.queue().takeAll();
      came(shelf, -left.size());
      dropped.add(new Dropped(shelf, left, Problem.DRAINING));
    }
    notifyAll();
  }

  static InferenceException draining() {
    return new InferenceException(
        Problem.DRAINING, "the server is stopping; try again once it is back");
  }
}
