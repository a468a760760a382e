package dev.rollcall.client.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

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
