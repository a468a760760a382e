package dev.rollcall.gateway.domain.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param personId null where there is none, or none yet
 * @param code stable, for programs; null where nothing is to be said
 * @param detail what is wrong and what to do
 * @param column by its heading; null where it is not about one
 */
public record RowResult(
    RowOutcome outcome,
    @Nullable String personId,
    @Nullable String code,
    @Nullable String detail,
    @Nullable String column) {
  public RowResult {
    detail = Shortened.orNull(detail);
    column = Shortened.orNull(column);
  }

  public static RowResult of(RowOutcome outcome, @Nullable String personId) {
    return new RowResult(outcome, personId, null, null, null);
  }

  public static RowResult failed(String code, String detail, @Nullable String column) {
    return new RowResult(RowOutcome.FAILED, null, code, detail, column);
  }
}
