package dev.rollcall.gateway.adapter.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.gateway.domain.audit.AuditChain;
import dev.rollcall.gateway.domain.audit.AuditEntry;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Page;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log in rows. A lock on the organisation's head row lets one writer at a time add an entry:
 * take it last in a transaction, as it is held until the commit.
 */
public final class MysqlAudit implements AuditLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ENTRIES_A_READ = 2000;
  private static final String COLUMNS =
      "SELECT e.number, e.done_at, e.actor, e.action, e.subjects, e.details, e.hash"
          + " FROM audit_entry e ";

  private final Database database;

  public MysqlAudit(Database database) {
    this.database = database;
  }

  @Override
  public void append(String organisationId, Deed deed) {
    database.transact(
        connection -> {
          append(connection, organisationId, deed);
          return true;
        });
  }

  /** Adds an entry within the transaction of the change itself. */
  static void append(Connection connection, String organisationId, Deed told) throws SQLException {
    Deed deed =
        new Deed(
            told.actor(),
            told.action(),
            told.subjects(),
            told.details(),
            told.at().truncatedTo(ChronoUnit.MILLIS));
    Optional<Head> known = lockHead(connection, organisationId);
    if (known.isEmpty()) {
      Sql.update(
          connection,
          "INSERT IGNORE INTO audit_head (organisation_id, number, hash) VALUES (?, 0, ?)",
          organisationId,
          AuditChain.BEGINNING);
      known = lockHead(connection, organisationId);
    }
    Head head = known.orElseThrow(() -> new SQLException("the head of the audit log is gone"));
    long number = head.number() + 1;
    String hash = AuditChain.hash(head.hash(), organisationId, number, deed);
    Sql.update(
        connection,
        "INSERT INTO audit_entry (organisation_id, number, done_at, actor, action, subjects, details,"
            + " hash) VALUES ("
            + Sql.marks(8)
            + ")",
        organisationId,
        number,
        deed.at(),
        deed.actor(),
        deed.action(),
        write(deed.subjects()),
        write(deed.details()),
        hash);
    for (String subject : new LinkedHashSet<>(deed.subjects())) {
      Sql.update(
          connection,
          "INSERT INTO audit_subject (organisation_id, subject, number) VALUES (?, ?, ?)",
          organisationId,
          subject,
          number);
    }
    Sql.update(
        connection,
        "UPDATE audit_head SET number = ?, hash = ? WHERE organisation_id = ?",
        number,
        hash,
        organisationId);
  }

  private record Head(long number, String hash) {}

  /**
   * Locked at once: an INSERT that finds the row there would share it first, and two that share it
   * and want it alone block each other for good.
   */
  private static Optional<Head> lockHead(Connection connection, String organisationId)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT number, hash FROM audit_head WHERE organisation_id = ? FOR UPDATE",
        row -> new Head(row.getLong(1), row.getString(2)),
        organisationId);
  }

  @Override
  public List<AuditEntry> after(String organisationId, long number, int limit) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                COLUMNS + "WHERE e.organisation_id = ? AND e.number > ? ORDER BY e.number LIMIT ?",
                MysqlAudit::entry,
                organisationId,
                number,
                limit));
  }

  @Override
  public Page<AuditEntry> list(
      String organisationId, Filter filter, int limit, Optional<String> cursor) {
    Where where = new Where().and("e.organisation_id = ?", organisationId);
    String from = COLUMNS;
    if (filter.subject() != null) {
      from =
          COLUMNS
              + "JOIN audit_subject s ON s.organisation_id = e.organisation_id"
              + " AND s.number = e.number ";
      where.and("s.organisation_id = ?", organisationId).and("s.subject = ?", filter.subject());
    }
    where
        .andIf("e.done_at >= ?", filter.from())
        .andIf("e.done_at < ?", filter.until())
        .andIf("e.action = ?", filter.action())
        .andIf("e.actor = ?", filter.actor())
        .andIf("e.number < ?", cursor.map(MysqlAudit::number).orElse(null));
    List<AuditEntry> found =
        where.query(
            database, from, " ORDER BY e.number DESC LIMIT ?", MysqlAudit::entry, limit + 1);
    return Where.page(found, limit, entry -> Long.toString(entry.number()));
  }

  private static Long number(String cursor) {
    try {
      return Long.valueOf(cursor);
    } catch (NumberFormatException e) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "cursor",
          "The cursor is not one that a page gave. Leave it out.");
    }
  }

  @Override
  public Verification verify(String organisationId) {
    String hash = AuditChain.BEGINNING;
    long number = 0;
    while (true) {
      List<AuditEntry> entries = after(organisationId, number, ENTRIES_A_READ);
      for (AuditEntry entry : entries) {
        long expected = number + 1;
        hash = AuditChain.hash(hash, organisationId, expected, entry.deed());
        if (entry.number() != expected || !hash.equals(entry.hash())) {
          return new Verification(false, number, expected, null);
        }
        number = expected;
      }
      if (entries.size() < ENTRIES_A_READ) {
        return verifyEnd(organisationId, number, hash);
      }
    }
  }

  /** Entries may have come meanwhile, so the head may be further on but not further back. */
  private Verification verifyEnd(String organisationId, long number, String hash) {
    Optional<Head> head =
        database.read(
            connection ->
                Sql.first(
                    connection,
                    "SELECT number, hash FROM audit_head WHERE organisation_id = ?",
                    row -> new Head(row.getLong(1), row.getString(2)),
                    organisationId));
    long told = head.map(Head::number).orElse(0L);
    boolean cutOff = told > number && after(organisationId, number, 1).isEmpty();
    boolean intact =
        !cutOff
            && told >= number
            && (told > number || head.isEmpty() || hash.equals(head.get().hash()));
    return new Verification(
        intact, number, intact ? null : (Long) (number + 1), number == 0 ? null : hash);
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    Instant at = Sql.instant(row, "done_at");
    try {
      return new AuditEntry(
          row.getLong("number"),
          new Deed(
              row.getString("actor"),
              row.getString("action"),
              JSON.readValue(row.getString("subjects"), new TypeReference<List<String>>() {}),
              JSON.readValue(row.getString("details"), new TypeReference<Map<String, String>>() {}),
              at),
          row.getString("hash"));
    } catch (JsonProcessingException e) {
      // Somebody has been at it: an entry that no hash fits, for verify to find.
      return new AuditEntry(
          row.getLong("number"), Deed.of("", "unreadable", at), row.getString("hash"));
    }
  }

  private static String write(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts always become JSON", e);
    }
  }
}
