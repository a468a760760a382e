package dev.rollcall.inference.batching;

import dev.rollcall.inference.request.InferenceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that wait for one model: requests take turns, a row each, in the order in which they
 * came (deficit round-robin with equal costs); within a request first in, first out. Not
 * thread-safe: the scheduler's lock guards it.
 */
final class FairQueue {
  /** By the request's order; the first entry's turn is next. */
  private final Map<Long, Deque<PendingRow>> requests = new LinkedHashMap<>();

  void add(PendingRow row) {
    requests.computeIfAbsent(row.scope().order(), order -> new ArrayDeque<>()).addLast(row);
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /** The order of the oldest waiting request; the queue must not be empty. */
  long oldestRequest() {
    return requests.keySet().stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  /** Takes up to so many rows, in turns. */
  List<PendingRow> take(int limit) {
    List<PendingRow> rows = new ArrayList<>();
    while (rows.size() < limit && !requests.isEmpty()) {
      Map.Entry<Long, Deque<PendingRow>> turn = requests.entrySet().iterator().next();
      requests.remove(turn.getKey());
      rows.add(turn.getValue().removeFirst());
      if (!turn.getValue().isEmpty()) {
        requests.put(turn.getKey(), turn.getValue());
      }
    }
    return rows;
  }

  /** Takes out, whole, the requests that are cancelled or late. */
  List<PendingRow> takeUnwanted() {
    List<PendingRow> unwanted = new ArrayList<>();
    requests
        .values()
        .removeIf(
            rows -> {
              boolean drop = isUnwanted(rows.getFirst());
              if (drop) {
                unwanted.addAll(rows);
              }
              return drop;
            });
    return unwanted;
  }

  private static boolean isUnwanted(PendingRow row) {
    try {
      row.scope().ensureWanted();
      return false;
    } catch (InferenceException e) {
      return true;
    }
  }

  /** Empties the queue. */
  List<PendingRow> takeAll() {
    return take(Integer.MAX_VALUE);
  }
}
