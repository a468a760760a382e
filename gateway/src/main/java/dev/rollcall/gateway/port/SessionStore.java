package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.Flag;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.register.Outcome;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and their registers. Each change is one transaction with its entry in the audit log.
 * What belongs to another organisation is not there.
 *
 * <p>Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached,
 * CHANGED_MEANWHILE where a version is given that is not the one of now. Safe on any thread, also
 * of several gateways on one database.
 */
public interface SessionStore {
  void add(String organisationId, AttendanceSession session, Deed deed);

  Optional<Listed> find(String organisationId, String sessionId);

  /** By start. */
  Page<Listed> list(
      String organisationId,
      Reach reach,
      Filter filter,
      Instant now,
      int limit,
      Optional<String> cursor);

  /**
   * Changes a session under a lock that check-ins of it wait for, and works its register out anew.
   *
   * @param version null: whatever it is
   * @param change what it is to become; may refuse by throwing
   * @return the session as it is now; empty where there is none
   */
  Optional<AttendanceSession> change(
      String organisationId,
      String sessionId,
      @Nullable Long version,
      UnaryOperator<AttendanceSession> change,
      Deed deed);

  /** False where there is none; SESSION_IN_USE where it has records or was closed. */
  boolean delete(String organisationId, String sessionId, @Nullable Long version, Deed deed);

  /** Sessions of all organisations that should have closed by themselves by now. */
  List<Due> due(Instant now, int limit);

  /** Those that were open at that time and expect one of these people, with whom they expect. */
  Map<AttendanceSession, Set<String>> openFor(
      String organisationId, Collection<String> personIds, Instant time);

  /** Everybody whom it expects. */
  Set<String> roster(String organisationId, String sessionId);

  /** Those whom it expects and who have not come, by name. */
  List<Named> missing(String organisationId, String sessionId);

  /** Everybody whom it expects or who came, by name. */
  List<Entry> register(String organisationId, String sessionId);

  /** A session with the name of its group and its sums. */
  record Listed(AttendanceSession session, String groupName, Figures figures) {}

  /** What to list; null leaves it open. Days are local ones. */
  record Filter(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String groupId,
      AttendanceSession.@Nullable State state,
      @Nullable String personId) {}

  /** A session that is to be closed. */
  record Due(String organisationId, String sessionId) {}

  /** A person. */
  record Named(String personId, @Nullable String name) {}

  /** A line of a register. */
  record Entry(Named person, Outcome outcome, List<String> recordIds, Set<Flag> flags) {
    public Entry {
      recordIds = List.copyOf(recordIds);
      flags = Set.copyOf(flags);
    }
  }
}
