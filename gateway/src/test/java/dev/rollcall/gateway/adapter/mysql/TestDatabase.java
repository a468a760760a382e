package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.memory.LabelSealer;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.GroupStore;
import dev.rollcall.gateway.port.ReportStore;
import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.port.SessionStore;
import dev.rollcall.gateway.port.Stores;
import dev.rollcall.gateway.port.TimetableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real databases, each started or opened once for all tests of the JVM. */
public final class TestDatabase {
  static final String OTHER_URL = "ROLLCALL_TEST_JDBC_URL";

  private static @Nullable Database embedded;
  private static @Nullable Database other;

  private TestDatabase() {}

  /** The embedded MariaDB, emptied. */
  public static synchronized Stores embedded() {
    Database open = embedded;
    if (open == null) {
      open = startEmbedded();
      embedded = open;
    }
    return stores(emptied(open));
  }

  /** What waits for a decision, in the database that {@link #embedded} emptied. */
  public static synchronized dev.rollcall.gateway.port.ReviewStore reviews() {
    return new MysqlReviews(java.util.Objects.requireNonNull(embedded), new LabelSealer());
  }

  /** The embedded MariaDB itself, emptied. */
  static synchronized Database emptyEmbedded() {
    embedded();
    return java.util.Objects.requireNonNull(embedded);
  }

  /** The database that {@value #OTHER_URL} names, emptied. */
  static synchronized Stores other() {
    return stores(emptyOther());
  }

  /** The same as the database itself. */
  static synchronized Database emptyOther() {
    Database open = other;
    if (open == null) {
      open = open(() -> new DatabaseAddress(System.getenv(OTHER_URL), null, null));
      other = open;
    }
    return emptied(open);
  }

  private static Database emptied(Database database) {
    database.transact(
        connection -> {
          for (String table :
              List.of(
                  "import_job",
                  "webhook",
                  "mail_message",
                  "review_item",
                  "announced",
                  "audit_subject",
                  "audit_entry",
                  "audit_head",
                  "record_change",
                  "session_outcome",
                  "attendance_session",
                  "schedule",
                  "holiday",
                  "excused_leave",
                  "account_group",
                  "attendance_group",
                  "kept_answer",
                  "attendance_record",
                  "record_count",
                  "people_count",
                  "face_template",
                  "enrolled_face",
                  "person",
                  "api_key",
                  "account_session",
                  "organisation_settings",
                  "login_failure",
                  "account",
                  "installation")) {
            Sql.update(connection, "DELETE FROM " + table);
          }
          Sql.update(connection, "DELETE FROM organisation WHERE id <> ?", Faces.SITE);
          Sql.update(
              connection,
              "INSERT INTO organisation (id, name, created_at) VALUES (?, 'Other', ?)",
              Faces.OTHER_SITE,
              Faces.NOW);
          return true;
        });
    return database;
  }

  static Stores stores(Database database) {
    Sealer sealer = new LabelSealer();
    return new Stores(
        new MysqlPeople(database, sealer),
        new MysqlRecords(database),
        new MysqlAccounts(database),
        new MysqlAnswers(database, sealer),
        new MysqlInstallation(database),
        new MysqlSettings(database, sealer));
  }

  /** Groups, sessions and what else attendance needs, on the embedded MariaDB as it is. */
  public static synchronized AttendanceStores attendance() {
    return attendance(java.util.Objects.requireNonNull(embedded));
  }

  static AttendanceStores attendance(Database database) {
    return new AttendanceStores(
        new MysqlGroups(database),
        new MysqlTimetable(database),
        new MysqlSessions(database),
        new MysqlReports(database),
        new MysqlAudit(database));
  }

  /** Stores that have no twin. */
  public record AttendanceStores(
      GroupStore groups,
      TimetableStore timetable,
      SessionStore sessions,
      ReportStore reports,
      AuditLog audit) {}

  private static Database open(Supplier<DatabaseAddress> address) {
    Database database = Database.open(address);
    database.migrate();
    return database;
  }

  private static Database startEmbedded() {
    try {
      EmbeddedMariaDb server =
          EmbeddedMariaDb.start(Path.of("target", "test-database"), 0, line -> {});
      Database database = open(server::address);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    database.close();
                    server.close();
                  }));
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
