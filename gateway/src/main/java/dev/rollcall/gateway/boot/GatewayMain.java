package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.grpc.InferenceAddress;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The gateway as a process: flags in, {@code ready on https://HOST:PORT} out. Waits for database
 * and inference server by itself. Exits with 2 on bad arguments, with 1 where it cannot start, with
 * 0 after SIGTERM.
 */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Attendance over HTTPS: API and web app.")
public final class GatewayMain implements Callable<Integer> {
  static final String DATABASE_USER = "ROLLCALL_DB_USER";
  static final String DATABASE_PASSWORD = "ROLLCALL_DB_PASSWORD";
  static final String ADMIN_PASSWORD = "ROLLCALL_ADMIN_PASSWORD";
  static final String REQUESTS_PER_SECOND = "ROLLCALL_REQUESTS_PER_SECOND";

  /** Names of inner hosts, with commas between, to which webhooks may be sent all the same. */
  static final String WEBHOOK_HOSTS = "ROLLCALL_WEBHOOK_HOSTS";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "The site's folder.")
  @SuppressWarnings("NullAway.Init") // required
  private Path data;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Where to listen (${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String host;

  @Option(names = "--port", defaultValue = "8443", description = "HTTPS port (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--inference",
      defaultValue = "127.0.0.1:50051",
      paramLabel = "HOST:PORT",
      description = "The inference server (${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String inference;

  @Option(
      names = "--inference-ca",
      paramLabel = "FILE",
      description = "Certificate authority of the inference server, PEM; given: TLS.")
  private @Nullable Path inferenceCa;

  @Option(
      names = "--inference-token-file",
      paramLabel = "FILE",
      description = "The bearer token that the inference server wants.")
  private @Nullable Path inferenceTokenFile;

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description =
          "A MySQL 8+ or MariaDB; user and password in "
              + DATABASE_USER
              + " and "
              + DATABASE_PASSWORD
              + ". Without it the embedded database of the site's folder.")
  private @Nullable String jdbcUrl;

  @ArgGroup(exclusive = false)
  private @Nullable Tls tls;

  @Option(
      names = "--liveness",
      description =
          "What a face must show to count: off or passive; default the best the models can do.")
  private @Nullable LivenessPolicy liveness;

  /** Both or neither. */
  static final class Tls {
    @Option(
        names = "--tls-cert",
        required = true,
        paramLabel = "FILE",
        description = "Certificate chain, PEM.")
    @SuppressWarnings("NullAway.Init") // required
    Path certificate;

    @Option(
        names = "--tls-key",
        required = true,
        paramLabel = "FILE",
        description = "Its private key, PEM.")
    @SuppressWarnings("NullAway.Init") // required
    Path key;
  }

  public static void main(String[] args) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    // A caller on TLS 1.2 could else have a connection shake hands for ever, at our cost.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new GatewayMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(GatewayMain::explain);
  }

  /** What a person can mend is said in one line; the rest with where it happened. */
  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult args) {
    if (failure instanceof IOException || failure instanceof ProblemException) {
      command.getErr().println("gateway: " + failure.getMessage() + cause(failure.getCause()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    // Where it happened first: what a person sees of a log is its end.
    LoggerFactory.getLogger(GatewayMain.class).error("the gateway cannot start", failure);
    command
        .getErr()
        .println("gateway: " + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String cause(@Nullable Throwable cause) {
    return cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunningGateway gateway = new RunningGateway(settings());
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean failed = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.close();
                  stopped.countDown();
                  if (!failed.get()) {
                    // SIGTERM is how the gateway is meant to be stopped: no failure.
                    Runtime.getRuntime().halt(0);
                  }
                },
                "drain"));
    try {
      gateway.start();
    } catch (IOException | RuntimeException e) {
      failed.set(true);
      throw e;
    }
    spec.commandLine().getOut().printf("ready on https://%s:%d%n", host, port);
    spec.commandLine().getOut().flush();
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  private GatewaySettings settings() throws IOException {
    if (port < 1 || port > 65535) {
      throw wrong("--port is 1 to 65535");
    }
    return new GatewaySettings(
        data.toAbsolutePath().normalize(),
        host,
        port,
        inferenceAddress(),
        databaseAddress(),
        tls == null
            ? Optional.empty()
            : Optional.of(
                new GatewaySettings.Certificate(
                    readable("--tls-cert", tls.certificate), readable("--tls-key", tls.key))),
        Optional.ofNullable(liveness),
        Optional.ofNullable(System.getenv(ADMIN_PASSWORD)).filter(text -> !text.isEmpty()),
        requestsPerSecond(),
        webhookHosts());
  }

  private static Set<String> webhookHosts() {
    String named = System.getenv(WEBHOOK_HOSTS);
    return named == null
        ? Set.of()
        : Arrays.stream(named.split(",", -1))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .collect(Collectors.toSet());
  }

  private double requestsPerSecond() {
    String told = System.getenv(REQUESTS_PER_SECOND);
    if (told == null || told.isBlank()) {
      return GatewaySettings.USUAL_REQUESTS_PER_SECOND;
    }
    try {
      double rate = Double.parseDouble(told.strip());
      if (rate >= 0) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // Told below like a rate below 0.
    }
    throw wrong(REQUESTS_PER_SECOND + " must be a number, 0 or more");
  }

  private InferenceAddress inferenceAddress() throws IOException {
    Optional<String> token =
        inferenceTokenFile == null
            ? Optional.empty()
            : Optional.of(
                Files.readString(readable("--inference-token-file", inferenceTokenFile)).strip());
    Optional<Path> authority =
        inferenceCa == null
            ? Optional.empty()
            : Optional.of(readable("--inference-ca", inferenceCa));
    try {
      return InferenceAddress.parse(inference, authority, token);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Optional<DatabaseAddress> databaseAddress() {
    if (jdbcUrl == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DatabaseAddress(
              jdbcUrl, System.getenv(DATABASE_USER), System.getenv(DATABASE_PASSWORD)));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Path readable(String flag, Path file) {
    if (!Files.isReadable(file)) {
      throw wrong("%s %s cannot be read; check path and rights".formatted(flag, file));
    }
    return file.toAbsolutePath();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
