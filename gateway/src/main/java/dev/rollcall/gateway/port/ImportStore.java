package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.ImportState;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.exchange.RowResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Imports and their rows. A gateway that works on an import holds a lease on it; where the gateway
 * dies the lease runs out and another goes on. Each method is one transaction. Throws {@code
 * ProblemException} DATABASE_UNAVAILABLE. Safe on any thread.
 */
public interface ImportStore {
  void add(ImportJob job);

  Optional<ImportJob> find(String organisationId, String id);

  /** Newest first. */
  Page<ImportJob> list(String organisationId, int limit, Optional<String> cursor);

  /**
   * Takes the oldest import that is under way and that nobody else holds: what an owner holds is
   * what it could not give up, as the database was away.
   *
   * @param owner who takes it, and works on one import at a time
   * @param until when the lease ends by itself
   */
  Optional<ImportJob> claim(String owner, Instant now, Instant until);

  /**
   * Puts the end of a lease off; false where it is not the owner's, or the import not under way any
   * more.
   */
  boolean renew(String id, String owner, Instant until);

  /** Gives a lease up; somebody may take the import from {@code from} on. */
  void release(String id, String owner, Instant from);

  /**
   * Gives up every lease, for a gateway that begins and knows that no other one lives; an import
   * that was put off stays so.
   */
  void releaseAll();

  /** Keeps what the file's columns are; false where the lease is not the owner's. */
  boolean describe(String id, String owner, List<String> headings, Map<String, String> mapping);

  /**
   * Adds rows that are not there yet, by number.
   *
   * @return false where the lease is not the owner's any more: nothing was added
   */
  boolean addRows(String id, String owner, List<ImportRow> rows);

  /**
   * Goes to a state from the one that {@code owner} holds; false where the lease is not the
   * owner's.
   */
  boolean advance(
      String id, String owner, ImportState to, Optional<ImportJob.Trouble> trouble, Instant now);

  /**
   * Goes to a state that a person asks for.
   *
   * @return false where the import is in none of {@code from}
   */
  boolean change(
      String organisationId, String id, Set<ImportState> from, ImportState to, Instant now);

  /** Makes a finished dry run a real one: every outcome is forgotten. False where it is none. */
  boolean startForReal(String organisationId, String id, Instant now);

  /** Rows without an outcome, in the order of the file. */
  List<ImportRow> pending(String id, int limit);

  /** The number of the first row with this key. */
  Optional<Integer> firstWithKey(String id, String key);

  /**
   * Marks rows, by number; a row that has an outcome keeps it.
   *
   * @return false where the lease is not the owner's any more: nothing was marked
   */
  boolean finishRows(String id, String owner, Map<Integer, RowResult> results);

  /**
   * Rows in the order of the file.
   *
   * @param after only rows behind this one
   */
  List<ImportRow> rows(String id, Optional<RowOutcome> only, int after, int limit);

  /** Forgets some imports that ended before, with their rows; gives their number. */
  int forget(Instant endedBefore);

  /** Of these import ids those whose file is still needed. */
  Set<String> needingFile(Set<String> ids);
}
