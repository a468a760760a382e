package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.exchange.ImportJob;
import dev.rollcall.gateway.domain.exchange.ImportKind;
import dev.rollcall.gateway.domain.exchange.ImportOptions;
import dev.rollcall.gateway.domain.exchange.ImportRow;
import dev.rollcall.gateway.domain.exchange.ImportState;
import dev.rollcall.gateway.domain.exchange.RowOutcome;
import dev.rollcall.gateway.domain.exchange.RowResult;
import dev.rollcall.gateway.port.ImportStore;
import dev.rollcall.gateway.port.Page;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Imports; their rows are {@link ImportRows}'s. How many rows have which outcome is counted and not
 * kept beside them, so that the two cannot differ.
 */
public final class MysqlImports implements ImportStore {
  private static final String COLUMNS =
      "SELECT j.*,"
          + count("TRUE", "total")
          + ","
          + count("outcome = 'CREATED'", "created")
          + ","
          + count("outcome = 'UPDATED'", "updated")
          + ","
          + count("outcome = 'SKIPPED'", "skipped")
          + ","
          + count("outcome = 'FAILED'", "failed")
          + " FROM import_job j ";
  private static final String UNDER_WAY = "('CHECKING', 'RUNNING')";

  private final Database database;
  private final ImportRows rows;

  public MysqlImports(Database database) {
    this.database = database;
    this.rows = new ImportRows(database);
  }

  private static String count(String which, String name) {
    return " (SELECT COUNT(*) FROM import_row r WHERE r.import_id = j.id AND %s) AS %s"
        .formatted(which, name);
  }

  @Override
  public void add(ImportJob job) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO import_job (id, organisation_id, kind, state, dry_run, filename,"
                    + " mapping, options, created_by, created_at) VALUES ("
                    + Sql.marks(10)
                    + ")",
                job.id(),
                job.organisationId(),
                job.kind().name(),
                job.state().name(),
                job.dryRun(),
                job.filename(),
                JsonText.write(job.mapping()),
                JsonText.write(job.options()),
                job.createdBy(),
                job.createdAt()));
  }

  @Override
  public Optional<ImportJob> find(String organisationId, String id) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                COLUMNS + "WHERE j.organisation_id = ? AND j.id = ?",
                MysqlImports::job,
                organisationId,
                id));
  }

  @Override
  public Page<ImportJob> list(String organisationId, int limit, Optional<String> cursor) {
    List<ImportJob> jobs =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    COLUMNS + "WHERE j.organisation_id = ? AND j.id < ? ORDER BY j.id DESC LIMIT ?",
                    MysqlImports::job,
                    organisationId,
                    cursor.orElse("~"),
                    limit + 1));
    return Where.page(jobs, limit, ImportJob::id);
  }

  private static ImportJob job(ResultSet row) throws SQLException {
    String troubleCode = row.getString("trouble_code");
    String headings = row.getString("headings");
    return new ImportJob(
        row.getString("id"),
        row.getString("organisation_id"),
        ImportKind.valueOf(row.getString("kind")),
        ImportState.valueOf(row.getString("state")),
        row.getBoolean("dry_run"),
        row.getString("filename"),
        JsonText.textsByName(row.getString("mapping")),
        headings == null ? List.of() : JsonText.texts(headings),
        JsonText.read(row.getString("options"), ImportOptions.class),
        new ImportJob.Counts(
            row.getInt("total"),
            row.getInt("created"),
            row.getInt("updated"),
            row.getInt("skipped"),
            row.getInt("failed")),
        troubleCode == null
            ? null
            : new ImportJob.Trouble(troubleCode, String.valueOf(row.getString("trouble_detail"))),
        row.getString("created_by"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "started_at"),
        Sql.instantOrNull(row, "finished_at"));
  }

  @Override
  public Optional<ImportJob> claim(String owner, Instant now, Instant until) {
    Optional<String> claimed =
        database.transact(
            connection -> {
              Optional<String> free =
                  Sql.first(
                      connection,
                      "SELECT id FROM import_job WHERE state IN "
                          + UNDER_WAY
                          + " AND (lease_until IS NULL OR lease_until <= ? OR lease_owner = ?)"
                          + " ORDER BY id LIMIT 1 FOR UPDATE",
                      row -> row.getString(1),
                      now,
                      owner);
              if (free.isPresent()) {
                Sql.update(
                    connection,
                    "UPDATE import_job SET lease_owner = ?, lease_until = ?,"
                        + " started_at = COALESCE(started_at, ?) WHERE id = ?",
                    owner,
                    until,
                    now,
                    free.get());
              }
              return free;
            });
    return claimed.flatMap(
        id ->
            database.read(
                connection ->
                    Sql.first(connection, COLUMNS + "WHERE j.id = ?", MysqlImports::job, id)));
  }

  @Override
  public boolean renew(String id, String owner, Instant until) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE import_job SET lease_until = ? WHERE id = ? AND lease_owner = ?"
                        + " AND state IN "
                        + UNDER_WAY,
                    until,
                    id,
                    owner)
                == 1);
  }

  @Override
  public void release(String id, String owner, Instant from) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "UPDATE import_job SET lease_owner = NULL, lease_until = ? WHERE id = ?"
                    + " AND lease_owner = ?",
                from,
                id,
                owner));
  }

  @Override
  public void releaseAll() {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "UPDATE import_job SET lease_owner = NULL, lease_until = NULL"
                    + " WHERE lease_owner IS NOT NULL AND state IN "
                    + UNDER_WAY));
  }

  @Override
  public boolean describe(
      String id, String owner, List<String> headings, Map<String, String> mapping) {
    return database.transact(
        connection -> {
          if (!holds(connection, id, owner)) {
            return false;
          }
          Sql.update(
              connection,
              "UPDATE import_job SET headings = ?, mapping = ? WHERE id = ?",
              JsonText.write(headings),
              JsonText.write(mapping),
              id);
          return true;
        });
  }

  /** Locks the import, so that whoever takes it over waits for this transaction. */
  static boolean holds(Connection connection, String id, String owner) throws SQLException {
    return Sql.first(
            connection,
            "SELECT id FROM import_job WHERE id = ? AND lease_owner = ? AND state IN "
                + UNDER_WAY
                + " FOR UPDATE",
            row -> row.getString(1),
            id,
            owner)
        .isPresent();
  }

  @Override
  public boolean advance(
      String id, String owner, ImportState to, Optional<ImportJob.Trouble> trouble, Instant now) {
    boolean over = !to.isUnderWay() && to != ImportState.PAUSED;
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE import_job SET state = ?, trouble_code = ?, trouble_detail = ?,"
                        + " finished_at = ?, lease_owner = IF(?, lease_owner, NULL)"
                        + " WHERE id = ? AND lease_owner = ? AND state IN "
                        + UNDER_WAY,
                    to.name(),
                    trouble.map(ImportJob.Trouble::code).orElse(null),
                    trouble.map(ImportJob.Trouble::detail).orElse(null),
                    over ? now : null,
                    to.isUnderWay(),
                    id,
                    owner)
                == 1);
  }

  @Override
  public boolean change(
      String organisationId, String id, Set<ImportState> from, ImportState to, Instant now) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE import_job SET state = ?, trouble_code = NULL, trouble_detail = NULL,"
                        + " finished_at = ?, lease_owner = NULL, lease_until = NULL"
                        + " WHERE organisation_id = ? AND id = ? AND state IN ("
                        + String.join(
                            ",", from.stream().map(state -> "'" + state.name() + "'").toList())
                        + ")",
                    to.name(),
                    to.isUnderWay() ? null : now,
                    organisationId,
                    id)
                == 1);
  }

  @Override
  public boolean startForReal(String organisationId, String id, Instant now) {
    return database.transact(
        connection -> {
          boolean changed =
              Sql.update(
                      connection,
                      "UPDATE import_job SET state = 'RUNNING', dry_run = FALSE, started_at = ?,"
                          + " finished_at = NULL, lease_owner = NULL, lease_until = NULL"
                          + " WHERE organisation_id = ? AND id = ? AND state = 'DONE' AND dry_run",
                      now,
                      organisationId,
                      id)
                  == 1;
          if (changed) {
            Sql.update(
                connection,
                "UPDATE import_row SET outcome = NULL, person_id = NULL, code = NULL,"
                    + " detail = NULL, column_name = NULL WHERE import_id = ?",
                id);
          }
          return changed;
        });
  }

  @Override
  public Set<String> needingFile(Set<String> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return database.read(
        connection ->
            new HashSet<>(
                Sql.query(
                    connection,
                    "SELECT id FROM import_job WHERE (state IN ('CHECKING', 'RUNNING', 'PAUSED')"
                        + " OR (state = 'DONE' AND dry_run)) AND id IN ("
                        + Sql.marks(ids.size())
                        + ")",
                    row -> row.getString(1),
                    ids.toArray())));
  }

  @Override
  public int forget(Instant endedBefore) {
    return rows.forget(endedBefore);
  }

  @Override
  public boolean addRows(String id, String owner, List<ImportRow> added) {
    return rows.addRows(id, owner, added);
  }

  @Override
  public List<ImportRow> pending(String id, int limit) {
    return rows.pending(id, limit);
  }

  @Override
  public Optional<Integer> firstWithKey(String id, String key) {
    return rows.firstWithKey(id, key);
  }

  @Override
  public boolean finishRows(String id, String owner, Map<Integer, RowResult> results) {
    return rows.finishRows(id, owner, results);
  }

  @Override
  public List<ImportRow> rows(String id, Optional<RowOutcome> only, int after, int limit) {
    return rows.rows(id, only, after, limit);
  }
}
