package dev.rollcall.gateway.adapter.mysql;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.mariadb.MadeDatabase;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pool while the database is busy, killed, and back. */
class DatabaseOutageTest {
  private static final int MORE_THAN_THE_POOL = Database.MOST_CONNECTIONS * 3;

  @Test
  void workBeyondThePool_waitsForItsTurn_andIsRefusedWhereNoneComes() throws Exception {
    Database database = TestDatabase.emptyEmbedded();
    CountDownLatch taken = new CountDownLatch(Database.MOST_CONNECTIONS);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<Integer>> holding = new ArrayList<>();
      for (int i = 0; i < Database.MOST_CONNECTIONS; i++) {
        holding.add(
            threads.submit(
                () ->
                    database.read(
                        connection -> {
                          taken.countDown();
                          try {
                            goOn.await();
                          } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                          }
                          return 1;
                        })));
      }
      taken.await();
      ProblemException refused = assertThrows(ProblemException.class, database::ping);
      assertThat(refused.code()).isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);
      goOn.countDown();
      for (Future<Integer> one : holding) {
        assertThat(one.get()).isEqualTo(1);
      }
      List<Future<Integer>> queued = new ArrayList<>();
      for (int i = 0; i < MORE_THAN_THE_POOL; i++) {
        queued.add(
            threads.submit(
                () ->
                    database
                        .read(c -> Sql.query(c, "SELECT SLEEP(0.05)", row -> row.getInt(1)))
                        .get(0)));
      }
      for (Future<Integer> one : queued) {
        assertThat(one.get()).isEqualTo(0);
      }
    } finally {
      goOn.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void databaseThatIsKilled_isMissed_andFoundAgainByTheSamePool(@TempDir Path data)
      throws Exception {
    AtomicReference<EmbeddedMariaDb> server = new AtomicReference<>(MadeDatabase.start(data));
    try (Database database = Database.open(() -> server.get().address())) {
      database.migrate();
      for (int round = 0; round < 2; round++) {
        database.ping();
        ProcessHandle killed =
            ProcessHandle.current()
                .descendants()
                .filter(
                    process ->
                        String.join(" ", process.info().arguments().orElse(new String[0]))
                            .contains("--datadir=" + data))
                .findFirst()
                .orElseThrow();
        assertThat(killed.destroyForcibly()).isTrue();
        killed.onExit().get();
        ProblemException away = assertThrows(ProblemException.class, database::ping);
        assertThat(away.code()).isEqualTo(ProblemCode.DATABASE_UNAVAILABLE);
        server.get().close();
        server.set(MadeDatabase.start(data));
        awaitAnswer(database);
      }
    } finally {
      server.get().close();
    }
  }

  /** HikariCP waits up to five seconds before it tries again, longer than a caller waits for it. */
  private static void awaitAnswer(Database database) {
    for (int refusals = 0; ; refusals++) {
      try {
        database.ping();
        return;
      } catch (ProblemException away) {
        if (refusals == 3) {
          throw away;
        }
      }
    }
  }
}
