package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.attendance.SearchText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * V7: writes what people are searched by, which no SQL that both databases know works out. People
 * who have it already are left out, so it may be killed and run again.
 */
final class FoldedNames implements JavaMigration {
  private static final int PEOPLE_A_READ = 1000;

  private record Named(String id, String searchText) {}

  /** As a search text is stored and looked for. */
  static byte[] bytes(String searchText) {
    return searchText.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("7");
  }

  @Override
  public String getDescription() {
    return "people found by folded names";
  }

  /** What it writes is allowed to become better; a site that ran it is not asked again. */
  @Override
  public Integer getChecksum() {
    return 7;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    String last = "";
    while (true) {
      List<Named> people =
          Sql.query(
              connection,
              "SELECT id, name, external_id FROM person WHERE id > ? AND search_text = ''"
                  + " ORDER BY id LIMIT ?",
              row -> new Named(row.getString(1), SearchText.of(row.getString(2), row.getString(3))),
              last,
              PEOPLE_A_READ);
      if (people.isEmpty()) {
        return;
      }
      try (PreparedStatement statement =
          connection.prepareStatement("UPDATE person SET search_text = ? WHERE id = ?")) {
        for (Named person : people) {
          Sql.bind(statement, bytes(person.searchText()), person.id());
          statement.addBatch();
        }
        statement.executeBatch();
      }
      last = people.get(people.size() - 1).id();
    }
  }
}
