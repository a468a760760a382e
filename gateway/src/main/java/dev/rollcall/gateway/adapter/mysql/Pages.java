package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lists of which one more was asked for than is shown. */
final class Pages {
  private Pages() {}

  static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    List<T> shown = found.subList(0, limit);
    return new Page<>(shown, Optional.of(cursor.apply(shown.get(limit - 1))));
  }
}
