package dev.rollcall.client.cli;

import dev.rollcall.client.cli.SiteOptions.Device;
import dev.rollcall.client.cli.SiteOptions.Liveness;
import dev.rollcall.client.supervisor.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One site as the flags describe it: which processes it is made of, and how a person reaches it.
 *
 * @param host where HTTPS listens; gRPC and the embedded database stay on loopback
 */
record Site(
    Installation installation,
    DataFolder data,
    String host,
    int port,
    int grpcPort,
    String pack,
    Device device,
    @Nullable String jdbcUrl,
    @Nullable Path tlsCert,
    @Nullable Path tlsKey,
    @Nullable Liveness liveness) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration STOP_GRACE = Duration.ofSeconds(20);

  /** A database may have to write back what it holds in memory. */
  private static final Duration DATABASE_STOP_GRACE = Duration.ofSeconds(60);

  Site {
    if ((tlsCert == null) != (tlsKey == null)) {
      throw new IllegalArgumentException("--tls-cert and --tls-key go together: give both");
    }
  }

  /** Says which port is taken before anything is started. */
  void checkPorts() throws IOException {
    checkPort(host, port, "--port");
    checkPort(LOOPBACK, grpcPort, "--grpc-port");
  }

  private static void checkPort(String host, int port, String flag) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new IOException(
          "port %d on %s is not free (%s): choose another with %s N"
              .formatted(port, host, e.getMessage(), flag),
          e);
    }
  }

  /** In the order in which they start; they wait for each other by themselves. */
  List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    if (jdbcUrl == null) {
      parts.add(database());
    }
    parts.add(inferenceServer());
    parts.add(gateway());
    return parts;
  }

  Part database() throws IOException {
    List<String> command =
        new ArrayList<>(
            Installation.java(
                List.of("-Xmx96m", "-XX:+UseSerialGC"),
                installation.gatewayJar(),
                "dev.rollcall.gateway.boot.DatabaseMain"));
    command.addAll(List.of("--data", data.path().toString(), "--port", "" + freePort()));
    return new Part("database", command, Map.of(), DATABASE_STOP_GRACE);
  }

  /** Chosen once a start, so that a restarted database is found where it was. */
  static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  Part inferenceServer() throws IOException {
    List<String> command =
        new ArrayList<>(
            Installation.java(
                List.of(
                    "-Xmx1g",
                    "-XX:-PrintWarnings", // That not everybody may raise a priority: only lowering
                    // is wanted.
                    "-XX:ThreadPriorityPolicy=1",
                    "-XX:JavaPriority1_To_OSPriority=10",
                    "-XX:CompilerThreadPriority=0"),
                installation.inferenceServerJar(),
                "dev.rollcall.inference.boot.InferenceServerMain"));
    command.addAll(List.of("--models", data.models().toString(), "--pack", pack));
    command.addAll(List.of("--host", LOOPBACK, "--port", "" + grpcPort));
    command.addAll(List.of("--device", device.name().toLowerCase(Locale.ROOT)));
    return new Part(
        "inference-server",
        command,
        Map.of("TF_CPP_MIN_LOG_LEVEL", "2", "OPENCV_LOG_LEVEL", "SILENT"),
        STOP_GRACE);
  }

  private Part gateway() throws IOException {
    List<String> command =
        new ArrayList<>(
            Installation.java(
                List.of("-Xmx768m"),
                installation.gatewayJar(),
                "dev.rollcall.gateway.boot.GatewayMain"));
    command.addAll(List.of("--data", data.path().toString()));
    command.addAll(List.of("--host", host, "--port", "" + port));
    command.addAll(List.of("--inference", LOOPBACK + ":" + grpcPort));
    if (jdbcUrl != null) {
      command.addAll(List.of("--jdbc-url", jdbcUrl));
    }
    if (tlsCert != null && tlsKey != null) {
      command.addAll(List.of("--tls-cert", tlsCert.toAbsolutePath().toString()));
      command.addAll(List.of("--tls-key", tlsKey.toAbsolutePath().toString()));
    }
    if (liveness != null) {
      command.addAll(List.of("--liveness", liveness.name().toLowerCase(Locale.ROOT)));
    }
    return new Part("gateway", command, Map.of(), STOP_GRACE);
  }

  boolean answersReady() {
    return new Health(address()).ready();
  }

  /** Where a browser on this machine finds it. */
  String address() {
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? LOOPBACK : host;
    return "https://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
  }

  /** What a person needs to go on; shows the first password once and forgets it. */
  String welcome(Duration took) throws IOException {
    return """

        Rollcall is ready after %.1f s.
          open    %s
          log in  %s
          gRPC    %s:%d
          data    %s (logs in %s)
          stop    Ctrl-C, or ./rollcall down --data %s
        %s
        """
        .formatted(
            took.toMillis() / 1000.0,
            address(),
            login(),
            LOOPBACK,
            grpcPort,
            data.path(),
            data.logs(),
            data.path(),
            tlsCert == null
                ? "The certificate is this machine's own: the browser asks once whether to trust it."
                : "");
  }

  private String login() throws IOException {
    if (Files.exists(data.firstLogin())) {
      List<String> lines = Files.readAllLines(data.firstLogin());
      Files.delete(data.firstLogin());
      return "%s, password %s (shown this once; change it under Settings)"
          .formatted(lines.get(0), lines.get(1));
    }
    return System.getenv("ROLLCALL_ADMIN_PASSWORD") != null
        ? "admin, with the password that ROLLCALL_ADMIN_PASSWORD held at the first start"
        : "as before";
  }
}
