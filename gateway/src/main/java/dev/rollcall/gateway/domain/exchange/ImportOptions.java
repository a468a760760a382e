package dev.rollcall.gateway.domain.exchange;

import org.jspecify.annotations.Nullable;

/**
 * How a file is read and carried out.
 *
 * @param encoding null: found out
 * @param separator null: found out
 * @param groupsSeparator between several groups in a cell; null: {@code ; |} and a comma
 * @param removeFromGroups an update also takes people out of groups that their row does not name
 * @param createMissing pictures make a person of a name that nobody has
 */
public record ImportOptions(
    @Nullable String encoding,
    @Nullable String separator,
    @Nullable String groupsSeparator,
    OnExisting onExisting,
    boolean removeFromGroups,
    boolean createMissing) {
  public static final ImportOptions USUAL =
      new ImportOptions(null, null, null, OnExisting.UPDATE, false, false);
}
