package dev.rollcall.gateway.adapter.mariadb;

import com.google.common.io.BaseEncoding;
import com.mysql.cj.jdbc.Driver;
import dev.rollcall.gateway.adapter.files.PrivateFile;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A MariaDB server of our own, as a child process with its data below the data folder.
 *
 * <p>Invariants: at most one server works on a data folder, held by a lock that the kernel lets go
 * with the process; one that a killed run left behind is stopped first. The note of the address
 * exists only while the server takes connections, as far as a kill allows; its password is new at
 * every start.
 *
 * <p>Reach: TCP on 127.0.0.1 alone, for one user with rights on one schema. MariaDB's root logs in
 * only over the socket in the data directory, as the same user of the machine.
 *
 * <p>Threads: {@link #close} may come from any thread, more than once.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  static final String SCHEMA = "rollcall";
  private static final String USER = "rollcall";

  /** Reads a log that was not written back, which takes long on a slow disk. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_GRACE = Duration.ofSeconds(50);
  private static final int LAST_LINES = 20;
  private static final long LEAST_CACHE_MEGABYTES = 128;
  private static final long MOST_CACHE_MEGABYTES = 4096;

  private final FileChannel lock;
  private final Process server;
  private final AddressNote note;
  private final DatabaseAddress address;

  private EmbeddedMariaDb(
      FileChannel lock, Process server, AddressNote note, DatabaseAddress address) {
    this.lock = lock;
    this.server = server;
    this.note = note;
    this.address = address;
  }

  /**
   * Starts the server and returns when it takes connections: 7 to 10 s the first time on a data
   * folder, 2 s later on.
   *
   * @param dataFolder the site's; programs and data take their places below {@code db}
   * @param port on 127.0.0.1; 0 takes any free one
   * @param say takes the server's own lines, and ours
   * @throws IOException where it does not come up; the message holds the server's last lines
   */
  public static EmbeddedMariaDb start(Path dataFolder, int port, Consumer<String> say)
      throws IOException, InterruptedException {
    Path folder = folder(dataFolder);
    PrivateFile.folder(folder);
    FileChannel lock = lock(folder);
    try {
      AddressNote note = note(dataFolder);
      note.delete();
      MariaDbPrograms programs = MariaDbPrograms.in(folder);
      int orphans = Orphans.stop(programs.server(), STOP_GRACE);
      if (orphans > 0) {
        say.accept("stopped a database server that an earlier run had left behind");
      }
      Path data = DataDirectory.in(folder, programs, say);
      return start(programs, data, port == 0 ? freePort() : port, lock, note, say);
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Where the database of this data folder is now. Reads the note of the process that runs it, so
   * it throws an unchecked exception while none does.
   */
  public static Supplier<DatabaseAddress> addressIn(Path dataFolder) {
    return note(dataFolder)::read;
  }

  private static Path folder(Path dataFolder) {
    return dataFolder.resolve("db");
  }

  private static AddressNote note(Path dataFolder) {
    return new AddressNote(folder(dataFolder).resolve("address"));
  }

  @SuppressWarnings("resource") // the channel is what holds the lock
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process: taken all the same.
    }
    channel.close();
    throw new IOException(
        "another process already runs the database in %s: stop it, or choose another --data DIR"
            .formatted(folder));
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static EmbeddedMariaDb start(
      MariaDbPrograms programs,
      Path data,
      int port,
      FileChannel lock,
      AddressNote note,
      Consumer<String> say)
      throws IOException, InterruptedException {
    String password = newPassword();
    Path setUp = data.resolveSibling("set-up.sql");
    PrivateFile.write(setUp, setUp(password));
    Process server = programs.serving(arguments(data, port, setUp)).start();
    try {
      awaitReady(server, say);
      DatabaseAddress address =
          new DatabaseAddress(AddressNote.url(String.valueOf(port)), USER, password);
      tryLogin(address);
      note.write(port, USER, password);
      return new EmbeddedMariaDb(lock, server, note, address);
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.destroyForcibly().waitFor();
      throw e;
    } finally {
      Files.deleteIfExists(setUp);
    }
  }

  private static List<String> arguments(Path data, int port, Path setUp) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("--datadir=" + data);
    arguments.add("--tmpdir=" + PrivateFile.folder(data.resolveSibling("tmp")));
    arguments.add("--bind-address=127.0.0.1");
    arguments.add("--port=" + port);
    // Relative to the data directory: a path of more than 107 bytes would be no socket's.
    arguments.add("--socket=mariadbd.sock");
    arguments.add("--pid-file=mariadbd.pid");
    arguments.add("--init-file=" + setUp);
    arguments.add("--skip-name-resolve");
    // Loopback needs no TLS, and its RSA key would cost up to 7 s at every start.
    arguments.add("--skip-ssl");
    arguments.add("--character-set-server=utf8mb4");
    arguments.add("--max-allowed-packet=64M");
    arguments.add("--innodb-buffer-pool-size=" + cacheMegabytes() + "M");
    return arguments;
  }

  /**
   * What the server may keep of its pages: a sixteenth of the machine, as inference and gateway
   * want theirs. MariaDB's own 128 MB hold no index of ten million records; pages are taken as
   * needed.
   */
  private static long cacheMegabytes() {
    long machine =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return Math.max(LEAST_CACHE_MEGABYTES, Math.min(MOST_CACHE_MEGABYTES, (machine >> 20) / 16));
  }

  /** One statement a line; runs at every start, before the first connection is taken. */
  private static String setUp(String password) {
    String account = "'" + USER + "'@'127.0.0.1'";
    return """
        CREATE DATABASE IF NOT EXISTS %s CHARACTER SET utf8mb4;
        CREATE OR REPLACE USER %s IDENTIFIED BY '%s';
        GRANT ALL ON %s.* TO %s;
        """
        .formatted(SCHEMA, account, password, SCHEMA, account);
  }

  private static String newPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return BaseEncoding.base64Url().encode(random);
  }

  /** From here on a thread passes the server's lines on until it ends. */
  private static void awaitReady(Process server, Consumer<String> say)
      throws IOException, InterruptedException {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Deque<String> last = new ArrayDeque<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  say.accept(line);
                  if (!ready.isDone()) {
                    last.addLast(line);
                    if (last.size() > LAST_LINES) {
                      last.removeFirst();
                    }
                    if (line.contains("ready for connections")) {
                      ready.complete(true);
                    }
                  }
                }
              } catch (IOException e) {
                say.accept("the database server's output broke off: " + e.getMessage());
              }
              ready.complete(false);
            },
            "mariadbd-output");
    reader.setDaemon(true);
    reader.start();
    try {
      if (ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (TimeoutException e) {
      throw new IOException(
          "the database server is not ready after %d s; look at the disk that holds the data folder"
              .formatted(START_LIMIT.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    throw new IOException(
        "the database server did not start (exit code %d). Its last lines:%n%s"
            .formatted(server.waitFor(), String.join("\n", last)));
  }

  /** The server goes on after a set-up statement that failed, so this is what proves them. */
  private static void tryLogin(DatabaseAddress address) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", String.valueOf(address.password()));
    properties.setProperty("connectTimeout", "10000");
    try (Connection connection = new Driver().connect(address.jdbcUrl(), properties)) {
      if (connection == null || !connection.isValid(10)) {
        throw new IOException("the database server does not answer at " + address);
      }
    } catch (SQLException e) {
      throw new IOException(
          "the database server runs but refuses our login at %s: %s"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  /** Where it takes connections, for this process; others read {@link #addressIn}. */
  public DatabaseAddress address() {
    return address;
  }

  /**
   * Waits until the server ends, whoever ended it.
   *
   * @return its exit code; 128 and the signal's number where a signal ended it
   */
  public int awaitEnd() throws InterruptedException {
    return server.waitFor();
  }

  /** Stops the server cleanly, by force only where that takes longer than 50 s. */
  @Override
  public void close() {
    try {
      note.delete();
      // Unlike the process itself, its handle leaves the output open: the last lines are told.
      server.toHandle().destroy();
      if (!Orphans.endsWithin(server.toHandle(), STOP_GRACE)) {
        server.destroyForcibly().waitFor();
      }
      lock.close();
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      server.destroy();
      throw new UncheckedIOException(e);
    }
  }
}
