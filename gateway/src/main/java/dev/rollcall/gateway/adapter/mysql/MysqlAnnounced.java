package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.AnnouncedStore;
import java.util.List;

/** How far the audit log of each organisation was followed. */
public final class MysqlAnnounced implements AnnouncedStore {
  private final Database database;

  public MysqlAnnounced(Database database) {
    this.database = database;
  }

  @Override
  public List<Lag> lagging(int limit) {
    return database.read(
        connection ->
            Sql.query(
                connection,
                "SELECT h.organisation_id, COALESCE(a.position, 0) FROM audit_head h"
                    + " LEFT JOIN announced a ON a.organisation_id = h.organisation_id"
                    + " WHERE h.number > COALESCE(a.position, 0) LIMIT ?",
                row -> new Lag(row.getString(1), row.getLong(2)),
                limit));
  }

  @Override
  public void advance(String organisationId, long number) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO announced (organisation_id, position) VALUES (?, ?)"
                    + " ON DUPLICATE KEY UPDATE position = GREATEST(position, VALUES(position))",
                organisationId,
                number));
  }
}
