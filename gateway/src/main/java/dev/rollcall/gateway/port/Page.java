package dev.rollcall.gateway.port;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Part of a list, and where the next part begins. */
public record Page<T>(List<T> items, Optional<String> nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page of what was found where one more than {@code limit} was asked for; the next begins
   * behind the last one shown.
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
    return found.size() <= limit
        ? new Page<>(found, Optional.empty())
        : new Page<>(found.subList(0, limit), Optional.of(cursor.apply(found.get(limit - 1))));
  }
}
