package dev.rollcall.inference.batching;

import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The rows that wait for one network and one size.
 *
 * <p>Invariants: tenants take turns, a row each; within a tenant its requests take turns, a row
 * each; within a request first in, first out (deficit round-robin in which every face costs 1, so
 * that nobody ever carries a deficit over). So with R requests of one tenant waiting, a request's
 * next row is among the next R. Every row that was added is handed out once, by {@link #take} or
 * {@link #drop} or {@link #takeAll}.
 *
 * <p>Not thread-safe: the former's lock guards it.
 */
final class FairQueue {
  /** Those that have rows waiting, the next turn first. */
  private final Deque<Tenant> turns = new ArrayDeque<>();

  private final Map<String, Tenant> tenants = new HashMap<>();

  /** By age. */
  private final TreeMap<Long, Waiting> requests = new TreeMap<>();

  private int rows;

  private static final class Tenant {
    final String name;

    /** The next turn first; none is empty. */
    final Deque<Waiting> turns = new ArrayDeque<>();

    Tenant(String name) {
      this.name = name;
    }
  }

  /** The rows of one request. */
  static final class Waiting {
    private final RequestScope scope;
    private final RequestScope.Watcher watcher;
    private final Deque<PendingRow> rows = new ArrayDeque<>(2);

    Waiting(RequestScope scope, RequestScope.Watcher watcher) {
      this.scope = scope;
      this.watcher = watcher;
    }
  }

  /**
   * Adds rows of one request.
   *
   * @param watcher who is to watch the request while it has rows here
   * @return whether it had none before: then the caller makes the watcher watch
   */
  boolean add(RequestScope scope, List<PendingRow> more, RequestScope.Watcher watcher) {
    Waiting request = requests.get(scope.order());
    boolean isNew = request == null;
    if (request == null) {
      request = new Waiting(scope, watcher);
      requests.put(scope.order(), request);
      Tenant tenant = tenants.get(scope.tenant());
      if (tenant == null) {
        tenant = new Tenant(scope.tenant());
        tenants.put(tenant.name, tenant);
        turns.addLast(tenant);
      }
      tenant.turns.addLast(request);
    }
    request.rows.addAll(more);
    rows += more.size();
    return isNew;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  int rows() {
    return rows;
  }

  /** The order of the oldest waiting request; the queue must not be empty. */
  long oldestRequest() {
    return requests.firstKey();
  }

  /**
   * Takes the rows of one batch, in turns. A request that is found late or cancelled on its turn
   * leaves whole, and is no part of the batch.
   *
   * <p>Where the batch finishes somebody's request and going on would only add rows of requests
   * that it cannot finish, it stays at the plan's knee.
   *
   * @param unwanted is given those rows, and why
   * @param most rows, at least 1
   * @return at most as many rows as the plan says too; empty where only unwanted ones waited
   */
  List<PendingRow> take(BatchPlan plan, int most, BiConsumer<List<PendingRow>, Problem> unwanted) {
    int limit = Math.min(most, plan.next(Math.max(1, rows)));
    List<PendingRow> batch = new ArrayList<>(Math.min(limit, rows));
    boolean finishes = false;
    while (batch.size() < limit && rows > 0) {
      Tenant tenant = turns.removeFirst();
      Waiting request = tenant.turns.removeFirst();
      Optional<Problem> fate = request.scope.fate();
      boolean served = fate.isEmpty();
      if (fate.isPresent()) {
        leave(request);
        rows -= request.rows.size();
        unwanted.accept(List.copyOf(request.rows), fate.get());
        limit = Math.min(limit, plan.next(Math.max(1, batch.size() + rows)));
      } else {
        batch.add(request.rows.removeFirst());
        rows--;
        if (request.rows.isEmpty()) {
          leave(request);
          finishes = true;
        } else {
          tenant.turns.addLast(request);
        }
      }
      if (tenant.turns.isEmpty()) {
        tenants.remove(tenant.name);
      } else if (served) {
        turns.addLast(tenant);
      } else {
        turns.addFirst(tenant);
      }
      if (finishes && batch.size() == plan.knee() && !canFinishWithin(limit - batch.size())) {
        break;
      }
    }
    return batch;
  }

  /** Whether so many rows more could finish one more request: at best the one with the fewest. */
  private boolean canFinishWithin(int more) {
    int fewest = Integer.MAX_VALUE;
    for (Waiting request : requests.values()) {
      fewest = Math.min(fewest, request.rows.size());
    }
    return (fewest - 1L) * requests.size() + 1 <= more;
  }

  private void leave(Waiting request) {
    requests.remove(request.scope.order());
    request.scope.unwatch(request.watcher);
  }

  /** Takes out all rows of one request, at once. */
  List<PendingRow> drop(RequestScope scope) {
    Waiting request = requests.get(scope.order());
    if (request == null) {
      return List.of();
    }
    leave(request);
    rows -= request.rows.size();
    Tenant tenant = tenants.get(scope.tenant());
    if (tenant != null && tenant.turns.remove(request) && tenant.turns.isEmpty()) {
      tenants.remove(tenant.name);
      turns.remove(tenant);
    }
    return List.copyOf(request.rows);
  }

  /** Empties the queue. */
  List<PendingRow> takeAll() {
    List<PendingRow> all = new ArrayList<>(rows);
    for (Waiting request : List.copyOf(requests.values())) {
      all.addAll(drop(request.scope));
    }
    return all;
  }
}
