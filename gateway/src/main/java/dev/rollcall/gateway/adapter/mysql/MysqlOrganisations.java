package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Organisation;
import dev.rollcall.gateway.port.OrganisationStore;
import dev.rollcall.gateway.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Organisations. */
public final class MysqlOrganisations implements OrganisationStore {
  private static final String COLUMNS = "SELECT id, name, created_at, version FROM organisation ";

  private final Database database;

  public MysqlOrganisations(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Organisation> find(String organisationId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                COLUMNS + "WHERE id = ?",
                MysqlOrganisations::organisation,
                organisationId));
  }

  private static Organisation organisation(ResultSet row) throws SQLException {
    return new Organisation(
        row.getString("id"),
        row.getString("name"),
        Sql.instant(row, "created_at"),
        row.getLong("version"));
  }

  @Override
  public Page<Organisation> list(int limit, Optional<String> cursor) {
    List<Organisation> found =
        database.read(
            connection ->
                Sql.query(
                    connection,
                    COLUMNS + "WHERE id < ? ORDER BY id DESC LIMIT ?",
                    MysqlOrganisations::organisation,
                    cursor.orElse("~"),
                    limit + 1));
    return Page.of(found, limit, Organisation::id);
  }

  @Override
  public void add(Organisation organisation) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO organisation (id, name, created_at) VALUES (?, ?, ?)",
                organisation.id(),
                organisation.name(),
                organisation.createdAt()));
  }

  @Override
  public boolean rename(String organisationId, String name, OptionalLong version) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE organisation SET name = ?, version = version + 1"
                        + " WHERE id = ? AND (? OR version = ?)",
                    name,
                    organisationId,
                    version.isEmpty(),
                    version.orElse(-1))
                == 1);
  }
}
