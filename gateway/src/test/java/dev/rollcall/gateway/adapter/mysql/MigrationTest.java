package dev.rollcall.gateway.adapter.mysql;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.mariadb.MadeDatabase;
import dev.rollcall.gateway.adapter.memory.LabelSealer;
import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.PeopleStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A site of the first released version, brought up to date. */
@TestMethodOrder(org.junit.jupiter.api.MethodOrderer.MethodName.class)
class MigrationTest {
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant FAR_AHEAD = Instant.parse("3000-01-01T00:00:00Z");
  private static final String ACCOUNT = "01ACC0000000000000000000AA";
  private static final String TOKEN = "ab".repeat(32);
  private static final String KEY = "cd".repeat(32);

  @TempDir static Path data;

  private static EmbeddedMariaDb server;
  private static Database database;

  @BeforeAll
  static void fillAnOldSite() throws Exception {
    server = MadeDatabase.start(data);
    DatabaseAddress address = server.address();
    Flyway.configure()
        .dataSource(new AddressedDataSource(() -> address, Duration.ZERO))
        .locations("classpath:db/migration")
        .target(MigrationVersion.fromVersion("1"))
        .load()
        .migrate();
    database = Database.open(server::address);
    database.transact(
        connection -> {
          for (String row :
              List.of(
                  "account (id, username, password_hash, created_at) VALUES ('%s', 'admin', '{h}',"
                      + " '2026-01-01')",
                  "account_session (token_hash, account_id, created_at, expires_at) VALUES ('%2$s',"
                      + " '%1$s', '2026-01-01', '2027-01-01')",
                  "api_key (id, account_id, name, key_hash, created_at) VALUES"
                      + " ('01KEY00000000000000000000A', '%1$s', 'door', '%3$s', '2026-01-01')",
                  "person (id, name, external_id, group_names, created_at) VALUES"
                      + " ('01PER00000000000000000000A', 'Ann', '7', '[\"4b\"]', '2026-01-01')",
                  "attendance_record (id, status, occurred_at, person_id, liveness_state) VALUES"
                      + " ('01REC00000000000000000000A', 'VALID', '2026-01-02',"
                      + " '01PER00000000000000000000A', 'NOT_CHECKED')")) {
            Sql.update(connection, "INSERT INTO " + row.formatted(ACCOUNT, TOKEN, KEY));
          }
          return true;
        });
    database.migrate();
  }

  @AfterAll
  static void stop() {
    database.close();
    server.close();
  }

  @Test
  void admin_ofAnOldSite_ownsTheFirstOrganisation() {
    MysqlAccounts accounts = new MysqlAccounts(database);
    Account admin = accounts.findByUsername("admin").orElseThrow();
    assertThat(admin.role()).isEqualTo(Role.OWNER);
    assertThat(admin.organisationId()).isEqualTo(Faces.SITE);
    assertThat(admin.passwordHash()).isEqualTo("{h}");
  }

  @Test
  void everythingElse_ofAnOldSite_isStillThere() {
    MysqlAccounts accounts = new MysqlAccounts(database);
    Principal session = accounts.bySession(TOKEN, Faces.NOW).orElseThrow();
    assertThat(session.role()).isEqualTo(Role.OWNER);
    assertThat(session.credentialId())
        .isEqualTo(TOKEN.toUpperCase(java.util.Locale.ROOT).substring(0, 26));
    assertThat(accounts.byKey(KEY, Faces.NOW).orElseThrow().permissions())
        .isEqualTo(session.permissions());
    MysqlPeople people = new MysqlPeople(database, new LabelSealer());
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(1, 0));
    assertThat(
            people
                .list(Faces.SITE, Reach.EVERYTHING, null, 10, Optional.empty(), "ANN")
                .items()
                .get(0)
                .groups())
        .containsExactly("4b");
    assertThat(
            new MysqlRecords(database)
                .list(
                    Faces.SITE,
                    Reach.EVERYTHING,
                    dev.rollcall.gateway.port.RecordStore.Filter.between(LONG_AGO, FAR_AHEAD),
                    10,
                    Optional.empty())
                .items()
                .get(0)
                .personName())
        .isEqualTo("Ann");
  }

  /** A migration that was killed before it could say that it is done runs once more. */
  @Test
  void migration_killedBeforeItWasNoted_isRunAgain() {
    database.transact(
        connection ->
            Sql.update(connection, "DELETE FROM flyway_schema_history WHERE version <> '1'"));
    database.migrate();
    everythingElse_ofAnOldSite_isStillThere();
  }
}
