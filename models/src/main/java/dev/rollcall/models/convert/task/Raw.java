package dev.rollcall.models.convert.task;

import java.util.List;

/**
 * An output as the network gives it.
 *
 * @param node laid out as its shape says
 * @param rowShape without the batch; {@link #UNKNOWN} where the file does not tell
 */
record Raw(String node, List<Integer> rowShape) {
  static final List<Integer> UNKNOWN = List.of(-1);

  Raw {
    rowShape = List.copyOf(rowShape);
  }

  boolean isKnown() {
    return rowShape.stream().allMatch(size -> size > 0);
  }

  /** How many values a row has; -1 where that is not known. */
  int rowSize() {
    return isKnown() ? rowShape.stream().reduce(1, Math::multiplyExact) : -1;
  }
}
