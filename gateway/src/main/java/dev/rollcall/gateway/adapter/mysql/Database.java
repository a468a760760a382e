package dev.rollcall.gateway.adapter.mysql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The pool and the transactions.
 *
 * <p>Invariants: a connection goes back to the pool in auto-commit mode, whatever happened. A
 * transaction that lost a deadlock is run again, so the work must have no effect outside it.
 *
 * <p>Threads: any; at most {@link #MOST_CONNECTIONS} work at a time, the others wait at most {@link
 * #LONGEST_WAIT} for their turn.
 *
 * <p>Failures: what cannot be reached is DATABASE_UNAVAILABLE. Where the connection broke during a
 * commit nobody knows whether it took effect.
 */
public final class Database implements AutoCloseable {
  static final int MOST_CONNECTIONS = 12;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);
  private static final int DEADLOCK_ATTEMPTS = 5;
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DEADLOCK = 1213;
  static final int DUPLICATE_ENTRY = 1062;

  /** No right to the schema, wrong user or password, no such schema. */
  private static final Set<Integer> REFUSALS = Set.of(1044, 1045, 1049);

  private final HikariDataSource pool;

  /** Waits as long as it takes: a key over ten million rows is made in minutes. */
  private final DataSource patient;

  private Database(HikariDataSource pool, DataSource patient) {
    this.pool = pool;
    this.patient = patient;
  }

  /** Opens the pool without connecting yet; the address is asked for at each new connection. */
  public static Database open(Supplier<DatabaseAddress> addresses) {
    HikariConfig config = new HikariConfig();
    DataSource patient;
    try {
      config.setDataSource(new AddressedDataSource(addresses, LONGEST_ANSWER));
      patient = new AddressedDataSource(addresses, Duration.ZERO);
    } catch (SQLException e) {
      throw new IllegalStateException("the MySQL driver does not load", e);
    }
    config.setPoolName("database");
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(LONGEST_WAIT.toMillis());
    config.setValidationTimeout(2_000);
    config.setIdleTimeout(300_000);
    config.setKeepaliveTime(60_000);
    config.setMaxLifetime(600_000);
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new Database(new HikariDataSource(config), patient);
  }

  /**
   * Brings the schema up to date; safe where several gateways start at once. MySQL cannot roll back
   * a CREATE TABLE: a migration that was killed half-way is run again, so each of its statements
   * must bear that (IF NOT EXISTS).
   */
  public void migrate() {
    try {
      Flyway flyway =
          Flyway.configure(Database.class.getClassLoader())
              .dataSource(patient)
              .locations("classpath:db/migration")
              .javaMigrations(new FoldedNames())
              .load();
      for (MigrationInfo migration : flyway.info().applied()) {
        if (migration.getState().isFailed()) {
          flyway.repair();
          break;
        }
      }
      flyway.migrate();
    } catch (FlywayException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          throw translate(sql);
        }
      }
      throw e;
    }
  }

  /** Work on one connection, each statement for itself. */
  <T> T read(SqlWork<T> work) {
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  /** Work that takes effect wholly or not at all. */
  <T> T transact(SqlWork<T> work) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = pool.getConnection()) {
        return transactOn(connection, work);
      } catch (SQLException e) {
        boolean lost = e.getErrorCode() == DEADLOCK || e.getErrorCode() == LOCK_WAIT_TIMEOUT;
        if (!lost || attempt == DEADLOCK_ATTEMPTS) {
          throw translate(e);
        }
      }
    }
  }

  /** The same, where work that throws {@code refusal} has no effect and gives {@code refused}. */
  <T, E extends RuntimeException> T transact(SqlWork<T> work, Class<E> refusal, T refused) {
    try {
      return transact(work);
    } catch (RuntimeException e) {
      if (refusal.isInstance(e)) {
        return refused;
      }
      throw e;
    }
  }

  private static <T> T transactOn(Connection connection, SqlWork<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
      } catch (SQLException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /**
   * Asks the database for an answer.
   *
   * @throws ProblemException DATABASE_UNAVAILABLE where none comes
   */
  public void ping() {
    read(connection -> Sql.query(connection, "SELECT 1", row -> row.getInt(1)));
  }

  /** Why a database that is there lets nobody in who asks like this; empty for other trouble. */
  public static Optional<String> refusal(ProblemException problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && REFUSALS.contains(sql.getErrorCode())) {
        Throwable root = sql;
        while (root.getCause() instanceof SQLException deeper) {
          root = deeper;
        }
        return Optional.of(String.valueOf(root.getMessage()));
      }
    }
    return Optional.empty();
  }

  static ProblemException translate(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    boolean away =
        e instanceof SQLTransientConnectionException
            || e instanceof SQLNonTransientConnectionException
            || e instanceof SQLRecoverableException
            || state.startsWith("08")
            || state.startsWith("28")
            || e.getErrorCode() == 1049
            || state.equals("70100");
    if (away) {
      return ProblemException.unavailable(
          ProblemCode.DATABASE_UNAVAILABLE,
          "The database does not answer. Try again in a moment.",
          Duration.ofSeconds(2),
          e);
    }
    if (e.getErrorCode() == DEADLOCK || e.getErrorCode() == LOCK_WAIT_TIMEOUT) {
      return ProblemException.unavailable(
          ProblemCode.OVERLOADED,
          "Too many changes of the same rows at once. Try again in a moment.",
          Duration.ofSeconds(1),
          e);
    }
    return ProblemException.fault("The database refused a statement.", e);
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Statements on a connection that belongs to somebody else. */
  interface SqlWork<T> {
    T on(Connection connection) throws SQLException;
  }
}
