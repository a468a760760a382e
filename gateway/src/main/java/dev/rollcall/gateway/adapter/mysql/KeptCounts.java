package dev.rollcall.gateway.adapter.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How many rows an organisation has, changed in the transaction that adds or takes them away.
 *
 * <p>Locks: each change comes behind the audit log's entry, whose lock lets one writer of an
 * organisation at a time come here.
 */
final class KeptCounts {
  private KeptCounts() {}

  /** So many records more. */
  static void records(Connection connection, String organisationId, int more) throws SQLException {
    if (more > 0) {
      Sql.update(
          connection,
          "INSERT INTO record_count (organisation_id, records) VALUES (?, ?)"
              + " ON DUPLICATE KEY UPDATE records = records + ?",
          organisationId,
          more,
          more);
    }
  }

  /** So many people and faces more, or fewer. */
  static void people(Connection connection, String organisationId, int people, int faces)
      throws SQLException {
    if (people != 0 || faces != 0) {
      Sql.update(
          connection,
          "INSERT INTO people_count (organisation_id, people, faces) VALUES (?, ?, ?)"
              + " ON DUPLICATE KEY UPDATE people = people + ?, faces = faces + ?",
          organisationId,
          people,
          faces,
          people,
          faces);
    }
  }
}
