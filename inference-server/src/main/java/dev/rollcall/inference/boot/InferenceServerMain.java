package dev.rollcall.inference.boot;

import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.edge.GrpcServer;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.EngineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The inference server as a process: flags in, {@code ready on HOST:PORT (device …)} out. Exits
 * with 2 on bad arguments, with 1 where it cannot start, with 0 after SIGTERM has drained it.
 */
@Command(
    name = "inference-server",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Finds and reads faces in pictures, over gRPC.")
public final class InferenceServerMain implements Callable<Integer> {
  /** Shorter than what the supervisor allows between SIGTERM and SIGKILL. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--models", required = true, paramLabel = "DIR", description = "The model store.")
  @SuppressWarnings("NullAway.Init") // required
  private Path models;

  @Option(
      names = "--pack",
      defaultValue = "registry",
      paramLabel = "NAME",
      description = "The pack of the store to serve (${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String pack;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Where to listen (${DEFAULT-VALUE}); beyond loopback TLS and a token are needed.")
  @SuppressWarnings("NullAway.Init") // has a default
  private String host;

  @Option(
      names = "--port",
      defaultValue = "50051",
      description = "gRPC port (${DEFAULT-VALUE}); 0: any free one.")
  private int port;

  @Option(
      names = "--metrics-port",
      defaultValue = "0",
      description = "Prometheus text on loopback at /metrics; 0: none.")
  private int metricsPort;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu or gpu; gpu refuses to start without one (${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private DeviceChoice device;

  @ArgGroup(exclusive = false)
  private @Nullable Tls tls;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Callers must send this file's text as a bearer token.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--max-image-bytes",
      defaultValue = "20971520",
      description = "The largest file (${DEFAULT-VALUE}).")
  private int mostImageBytes;

  @Option(
      names = "--max-pixels",
      defaultValue = "64000000",
      description = "The most pixels of a picture (${DEFAULT-VALUE}).")
  private long mostPixels;

  @Option(
      names = "--max-faces",
      defaultValue = "100",
      description = "The most faces told of a picture (${DEFAULT-VALUE}).")
  private int mostFaces;

  @Option(
      names = "--max-calls-per-tenant",
      defaultValue = "64",
      description =
          "The most calls open at once of one tenant, as named by x-tenant (${DEFAULT-VALUE}).")
  private int mostCallsOfATenant;

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
        description = "Its private key, PKCS 8 PEM.")
    @SuppressWarnings("NullAway.Init") // required
    Path key;
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new InferenceServerMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(InferenceServerMain::explain);
  }

  /** What a person can mend is said in one line; the rest with where it happened. */
  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult args)
      throws Exception {
    if (failure instanceof IOException || failure instanceof EngineException) {
      command.getErr().println("inference-server: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    GrpcServer.Door door = door();
    RunningServer server =
        RunningServer.start(
            new RunningServer.Settings(
                models, pack, device, metricsPort, door, limits(), mostFaces, mostCallsOfATenant));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                  // SIGTERM is how the server is meant to be stopped: no failure.
                  Runtime.getRuntime().halt(0);
                },
                "drain"));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("ready on %s:%d (device %s)%n", host, server.port(), server.device());
    server.metricsPort().ifPresent(at -> out.printf("metrics on 127.0.0.1:%d/metrics%n", at));
    out.flush();
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  private Admission.Limits limits() {
    if (mostImageBytes < 1
        || mostImageBytes > 1 << 29
        || mostPixels < 1
        || mostFaces < 1
        || mostCallsOfATenant < 1) {
      throw wrong(
          "--max-image-bytes is 1 to 536870912; --max-pixels, --max-faces and"
              + " --max-calls-per-tenant are at least 1");
    }
    return new Admission.Limits(mostImageBytes, mostPixels);
  }

  private GrpcServer.Door door() throws IOException {
    if (port < 0 || port > 65535 || metricsPort < 0 || metricsPort > 65535) {
      throw wrong("--port and --metrics-port are 0 to 65535");
    }
    InetAddress address = address();
    if (tls != null && !(Files.isReadable(tls.certificate) && Files.isReadable(tls.key))) {
      throw wrong(
          "--tls-cert %s or --tls-key %s cannot be read; check path and rights"
              .formatted(tls.certificate, tls.key));
    }
    Optional<GrpcServer.Tls> secured =
        Optional.ofNullable(tls).map(files -> new GrpcServer.Tls(files.certificate, files.key));
    Optional<String> token = tokenFile == null ? Optional.empty() : Optional.of(token(tokenFile));
    if (!address.isLoopbackAddress() && (secured.isEmpty() || token.isEmpty())) {
      throw wrong(
          "%s can be reached from other machines: give --tls-cert, --tls-key and --token-file, or --host 127.0.0.1"
              .formatted(host));
    }
    return new GrpcServer.Door(new InetSocketAddress(address, port), secured, token, GRACE);
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw wrong("--host %s is not an address of this machine".formatted(host));
    }
  }

  private String token(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw wrong("--token-file %s cannot be read; check path and rights".formatted(file));
    }
    String token = Files.readString(file).strip();
    if (token.length() < 16) {
      throw wrong(
          "%s holds fewer than 16 characters: openssl rand -hex 32 > %s".formatted(file, file));
    }
    return token;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
