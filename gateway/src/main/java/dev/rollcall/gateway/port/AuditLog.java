package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.audit.AuditEntry;
import dev.rollcall.gateway.domain.audit.Deed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done in each organisation, in one chain each, to which nothing can be added unseen and
 * from which nothing can be taken. Stores that change something write their own entry within the
 * same transaction; {@link #append} is for what no store changes. As its numbers have no gaps and
 * come in the order of the commits, it can be read on from any of them without missing one.
 *
 * <p>Throws {@code ProblemException} DATABASE_UNAVAILABLE where the log cannot be reached. Safe on
 * any thread, also of several gateways on one database.
 */
public interface AuditLog {
  /** Adds an entry in a transaction of its own. */
  void append(String organisationId, Deed deed);

  /** At most so many entries with a greater number, in order. */
  List<AuditEntry> after(String organisationId, long number, int limit);

  /** Newest first. */
  Page<AuditEntry> list(String organisationId, Filter filter, int limit, Optional<String> cursor);

  /** Works every hash out again. Takes seconds for a million entries. */
  Verification verify(String organisationId);

  /**
   * What to list; null leaves it open.
   *
   * @param from inclusive
   * @param until exclusive
   */
  record Filter(
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String action,
      @Nullable String subject,
      @Nullable String actor) {}

  /**
   * What came of it.
   *
   * @param brokenAt number of the first entry that does not fit; null where all do
   * @param lastHash of the last entry; null where there is none
   */
  record Verification(
      boolean intact, long entries, @Nullable Long brokenAt, @Nullable String lastHash) {}
}
