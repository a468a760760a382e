package dev.rollcall.gateway.domain.exchange;

import org.jspecify.annotations.Nullable;

/** A row that cannot be used; the file's other rows can. */
public final class RowProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final transient RowResult result;

  public RowProblem(String code, String detail, @Nullable String column) {
    super(detail);
    this.result = RowResult.failed(code, detail, column);
  }

  public RowResult result() {
    return result;
  }
}
