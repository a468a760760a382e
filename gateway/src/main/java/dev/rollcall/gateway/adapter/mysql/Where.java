package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.port.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conditions that all must hold, with their values bound. Not for several threads. */
final class Where {
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  Where and(String condition, @Nullable Object... bound) {
    text.append(text.isEmpty() ? "WHERE " : " AND ").append('(').append(condition).append(')');
    for (Object value : bound) {
      values.add(value);
    }
    return this;
  }

  /** Leaves it out where the value is null. */
  Where andIf(String condition, @Nullable Object value) {
    return value == null ? this : and(condition, value);
  }

  Where andIn(String column, Collection<String> ids) {
    return ids.isEmpty()
        ? and("1 = 0")
        : and(column + " IN (" + Sql.marks(ids.size()) + ")", ids.toArray());
  }

  /**
   * Only what a reach holds.
   *
   * @param group a column with a group's id; null where there is none
   * @param person a column with a person's id; null where there is none
   */
  Where within(Reach reach, @Nullable String group, @Nullable String person) {
    if (reach.everything()) {
      return this;
    }
    List<String> either = new ArrayList<>();
    List<@Nullable Object> bound = new ArrayList<>();
    if (reach.personId() != null && person != null) {
      either.add(person + " = ?");
      bound.add(reach.personId());
    }
    if (!reach.groupIds().isEmpty()) {
      String marks = Sql.marks(reach.groupIds().size());
      if (group != null) {
        either.add(group + " IN (" + marks + ")");
        bound.addAll(reach.groupIds());
      }
      if (person != null) {
        either.add(
            person
                + " IN (SELECT m.person_id FROM group_member m WHERE m.left_on IS NULL"
                + " AND m.group_id IN ("
                + marks
                + "))");
        bound.addAll(reach.groupIds());
      }
    }
    return either.isEmpty() ? and("1 = 0") : and(String.join(" OR ", either), bound.toArray());
  }

  <T> List<T> query(
      Database database,
      String select,
      String end,
      Sql.RowReader<T> reader,
      @Nullable Object... endValues) {
    List<@Nullable Object> all = new ArrayList<>(values);
    for (Object value : endValues) {
      all.add(value);
    }
    return database.read(
        connection -> Sql.query(connection, select + text + end, reader, all.toArray()));
  }

  /** The conditions, to be part of a longer statement. */
  String text() {
    return text.toString();
  }

  /** What they bind, in their order. */
  List<@Nullable Object> values() {
    return Collections.unmodifiableList(values);
  }

  /** A page of what was asked with one more than the limit. */
  static <T> Page<T> page(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    List<T> shown = found.subList(0, limit);
    return new Page<>(shown, Optional.of(cursor.apply(shown.get(limit - 1))));
  }
}
