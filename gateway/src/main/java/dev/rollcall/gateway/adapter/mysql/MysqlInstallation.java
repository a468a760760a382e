package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.InstallationStore;
import java.time.Instant;
import java.util.Optional;

/** The one row that a database says about itself. */
public final class MysqlInstallation implements InstallationStore {
  private final Database database;

  public MysqlInstallation(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Installation> find() {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT id, key_check FROM installation WHERE singleton = 1",
                row -> new Installation(row.getString(1), row.getBytes(2))));
  }

  @Override
  public Installation createIfAbsent(Installation installation, Instant now) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT IGNORE INTO installation (singleton, id, key_check, created_at)"
                    + " VALUES (1, ?, ?, ?)",
                installation.id(),
                installation.keyCheck(),
                now));
    return find().orElseThrow();
  }

  @Override
  public void replaceKeyCheck(byte[] keyCheck) {
    database.transact(
        connection ->
            Sql.update(
                connection, "UPDATE installation SET key_check = ? WHERE singleton = 1", keyCheck));
  }

  @Override
  public boolean holdsSealedRows() {
    return database.read(
        connection ->
            Sql.query(
                    connection,
                    "SELECT EXISTS (SELECT 1 FROM enrolled_face)",
                    row -> row.getBoolean(1))
                .get(0));
  }
}
