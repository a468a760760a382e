package dev.rollcall.client.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of {@code up}: how one site runs. */
final class SiteOptions {
  /** Where the networks run. */
  enum Device {
    AUTO,
    CPU,
    GPU
  }

  /** Which terms of the networks' weights the site accepts. */
  enum Licence {
    ANY,
    STRICT
  }

  /** How hard the site looks for a living person before it believes a face. */
  enum Liveness {
    OFF,
    PASSIVE,
    BURST,
    CHALLENGE
  }

  @Option(names = "--data", description = "The site's folder (default: data in the project).")
  private @Nullable Path data;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Listen here (${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(names = "--port", defaultValue = "8443", description = "HTTPS port (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--grpc-port",
      defaultValue = "50051",
      description = "gRPC port on loopback (${DEFAULT-VALUE}).")
  private int grpcPort;

  @Option(
      names = "--pack",
      description =
          "Model pack: standard or registry (default: as at the last start; at the first, standard where it can be had, else registry).")
  private @Nullable String pack;

  @Option(
      names = "--licence",
      description = "any, or strict: without weights whose training data is for research alone.")
  private @Nullable Licence licence;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu or gpu (${DEFAULT-VALUE}).")
  private Device device = Device.AUTO;

  @Option(
      names = "--jdbc-url",
      description =
          "A MySQL 8+ or MariaDB of your own instead of the embedded one; user and password in ROLLCALL_DB_USER and ROLLCALL_DB_PASSWORD.")
  private @Nullable String jdbcUrl;

  @Option(names = "--tls-cert", description = "Certificate chain, PEM (default: one of our own).")
  private @Nullable Path tlsCert;

  @Option(names = "--tls-key", description = "Its private key, PEM.")
  private @Nullable Path tlsKey;

  @Option(
      names = "--liveness",
      description =
          "off, passive, burst or challenge: the site's first policy (default: the best the pack can do).")
  private @Nullable Liveness liveness;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec command;

  /**
   * Finds out what cannot be meant, before anything is touched.
   *
   * @throws ParameterException with what to give instead
   */
  void check() {
    checkPort("--port", port);
    checkPort("--grpc-port", grpcPort);
    if (port == grpcPort) {
      throw wrong("--port and --grpc-port are both " + port + ": give two");
    }
    if ((tlsCert == null) != (tlsKey == null)) {
      throw wrong("--tls-cert and --tls-key go together: give both");
    }
    checkFile("--tls-cert", tlsCert);
    checkFile("--tls-key", tlsKey);
    if (pack != null && !pack.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw wrong("--pack " + pack + " is no name of a pack: ./rollcall models list shows them");
    }
    if (jdbcUrl != null && !jdbcUrl.matches("jdbc:(mysql|mariadb):.+")) {
      throw wrong(
          "--jdbc-url must begin with jdbc:mysql: or jdbc:mariadb:, as in"
              + " jdbc:mysql://host:3306/rollcall");
    }
  }

  private void checkPort(String flag, int number) {
    if (number < 1 || number > 65535) {
      throw wrong(flag + " is 1 to 65535, not " + number);
    }
  }

  private void checkFile(String flag, @Nullable Path file) {
    if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
      throw wrong("%s %s cannot be read: check path and rights".formatted(flag, file));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  Path data(Path root) {
    return data != null ? data : root.resolve("data");
  }

  /** The pack as the flags say, null where they do not. */
  @Nullable String pack() {
    return pack;
  }

  /** What is passed on to the install. */
  List<String> licence() {
    return licence == null
        ? List.of()
        : List.of("--licence", licence.name().toLowerCase(Locale.ROOT));
  }

  Site site(Installation installation, DataFolder folder, String installed) {
    return new Site(
        installation,
        folder,
        host,
        port,
        grpcPort,
        installed,
        device,
        jdbcUrl,
        tlsCert,
        tlsKey,
        liveness);
  }
}
