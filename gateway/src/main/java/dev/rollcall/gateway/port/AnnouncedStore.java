package dev.rollcall.gateway.port;

import java.util.List;

/**
 * How far the audit log of each organisation was followed. Throws {@code ProblemException}
 * DATABASE_UNAVAILABLE. Safe on any thread.
 */
public interface AnnouncedStore {
  /** Organisations whose log has gone on. */
  List<Lag> lagging(int limit);

  /** Says that everything up to {@code number} was told; never goes back. */
  void advance(String organisationId, long number);

  /**
   * Where to go on.
   *
   * @param after number of the last entry that was told; 0 for none
   */
  record Lag(String organisationId, long after) {}
}
