package dev.rollcall.gateway.adapter.mariadb;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a folder of its own, kept between runs so that nothing is unpacked twice. */
@Timeout(120)
class EmbeddedMariaDbTest {
  private static final Path DATA = Path.of("target", "test-mariadb");

  private static EmbeddedMariaDb start() throws Exception {
    return EmbeddedMariaDb.start(DATA, 0, line -> {});
  }

  private static ProcessHandle server() throws IOException {
    String pid = Files.readString(DATA.resolve("db/data/mariadbd.pid")).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(
        address.jdbcUrl(), address.user(), String.valueOf(address.password()));
  }

  @Test
  void data_survivesAStopAndAKill_andNoServerIsLeftBehind() throws Exception {
    try (EmbeddedMariaDb first = start();
        Connection connection = connect(first.address());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE kept (name VARCHAR(20) CHARACTER SET utf8mb4)");
      statement.execute("INSERT INTO kept VALUES ('محمد 👋')");
    }
    assertThrows(UncheckedIOException.class, () -> EmbeddedMariaDb.addressIn(DATA).get());

    try (EmbeddedMariaDb second = start()) {
      assertThat(kept(second.address())).isEqualTo("محمد 👋");
      server().destroyForcibly();
      assertThat(second.awaitEnd()).isEqualTo(137);
    }

    try (EmbeddedMariaDb third = start()) {
      assertThat(kept(EmbeddedMariaDb.addressIn(DATA).get())).isEqualTo("محمد 👋");
      assertThat(assertThrows(IOException.class, EmbeddedMariaDbTest::start))
          .hasMessageThat()
          .contains("another process already runs the database");
      assertThat(kept(third.address())).isEqualTo("محمد 👋");
      assertReachIsNarrow(third.address());
    }
  }

  private static String kept(DatabaseAddress address) throws SQLException {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM kept")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void assertReachIsNarrow(DatabaseAddress address) throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(DATA.resolve("db/address"))))
        .isEqualTo("rw-------");
    assertThat(Files.exists(DATA.resolve("db/set-up.sql"))).isFalse();
    assertThrows(
        SQLException.class, () -> DriverManager.getConnection(address.jdbcUrl(), "root", ""));
    assertThrows(
        SQLException.class,
        () -> DriverManager.getConnection(address.jdbcUrl(), address.user(), "guessed"));
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      assertThrows(SQLException.class, () -> statement.executeQuery("SELECT * FROM mysql.user"));
    }
  }

  @Test
  void serverOfAKilledRun_isStoppedFirst() throws Exception {
    try (EmbeddedMariaDb made = start()) {
      assertThat(made.address().user()).isEqualTo("rollcall");
    }
    Path folder = DATA.resolve("db");
    Process orphan =
        MariaDbPrograms.in(folder)
            .serving(
                List.of(
                    "--datadir=" + folder.resolve("data").toAbsolutePath(),
                    "--skip-networking",
                    "--skip-ssl",
                    "--socket=mariadbd.sock"))
            .start();
    try (EmbeddedMariaDb next = start()) {
      assertThat(orphan.waitFor(1, TimeUnit.SECONDS)).isTrue();
      assertThat(next.address().user()).isEqualTo("rollcall");
    } finally {
      orphan.destroyForcibly();
    }
  }

  @Test
  void portThatIsTaken_isToldWithTheServersOwnWords() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      IOException refused =
          assertThrows(
              IOException.class,
              () -> EmbeddedMariaDb.start(DATA, taken.getLocalPort(), line -> {}));
      assertThat(refused).hasMessageThat().contains("Address already in use");
    }
  }
}
