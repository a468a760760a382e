package dev.rollcall.gateway.domain.exchange;

/** What became of a row; in a dry run, what would. */
public enum RowOutcome {
  CREATED,
  UPDATED,
  SKIPPED,
  FAILED
}
