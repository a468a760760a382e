package dev.rollcall.client.load.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.client.load.serving.Figures.Claim;
import dev.rollcall.client.load.serving.Figures.PictureFigures;
import dev.rollcall.client.load.serving.Figures.SystemFigures;
import dev.rollcall.proto.inference.v1.ListModelsResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The real server over loopback gRPC, with real networks and real pictures: a lone check-in by
 * stage, what it can carry, then Poisson arrivals at fractions of that; the same arrivals to two
 * servers on the same networks that schedule in the two usual ways.
 */
@Command(
    name = "serving",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Latency against offered load over gRPC, beside two baselines.")
public final class ServingBench implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final int CONCURRENT = 16;

  private static final String ROLLCALL = "rollcall";
  private static final String ONE_AT_A_TIME = "one at a time";
  private static final String FIXED_WINDOW = "fixed window";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description =
          "A server that runs already, in plain text; without it servers are started, on loopback.")
  private @Nullable String target;

  @Mixin private ServerOptions servers = new ServerOptions();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Pictures to send as they are; without it 1 to 29 faces a picture are composed of sample"
              + " photographs, and the group pictures of ROLLCALL_TEST_DATA are added.")
  private @Nullable Path images;

  @Option(
      names = "--loads",
      split = ",",
      defaultValue = "0.25,0.5,0.7,0.85,0.95",
      description = "Offered loads as fractions of what the server can carry (${DEFAULT-VALUE}).")
  private List<Double> fractions = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "12",
      description = "How long each load is offered (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--window-ms",
      defaultValue = "10",
      description = "The naive queue's window (${DEFAULT-VALUE}).")
  private int windowMillis;

  @Option(names = "--seed", defaultValue = "1", description = "Of arrivals and pictures.")
  private long seed;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures here; - is standard output.")
  private @Nullable String json;

  @Option(names = "--report", paramLabel = "DIR", description = "Write HTML with plots here.")
  private @Nullable Path report;

  /** One way to schedule: what is asked, and how. */
  private record Scheduler(String name, String how, Caller caller) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Figures figures = target == null ? withOwnServers() : withTarget(target);
    write(figures);
    return 0;
  }

  private void check() {
    if (seconds < 1 || windowMillis < 0) {
      throw wrong("--seconds is at least 1, --window-ms at least 0");
    }
    if (fractions.isEmpty() || fractions.stream().anyMatch(share -> !(share > 0 && share <= 3))) {
      throw wrong("--loads are fractions above 0 and at most 3, such as 0.5,0.9");
    }
    if (images != null && !Files.isDirectory(images)) {
      throw wrong("--images " + images + " is not a folder");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Figures withTarget(String address) throws IOException, InterruptedException {
    try (FaceServer server = FaceServer.at(address)) {
      ListModelsResponse loaded = server.models();
      Pictures pictures = pictures(server);
      PictureFigures sent = look(server, pictures);
      LoneCheckIn lone = lone(server, pictures);
      List<SystemFigures> systems = new ArrayList<>();
      SystemFigures own = measure(new Scheduler(ROLLCALL, "as it runs", server), pictures, null);
      systems.add(own);
      systems.add(
          measure(
              new Scheduler(
                  ONE_AT_A_TIME, "the same server, one call open", new OneAtATime(server)),
              pictures,
              own.saturation()));
      progress("the fixed window needs a server of its own: left out with --target");
      return figures(loaded, sent, lone, systems);
    }
  }

  private Figures withOwnServers() throws IOException, InterruptedException {
    Checkout checkout = Checkout.own();
    List<String> store = servers.arguments(checkout);
    ListModelsResponse loaded;
    Pictures pictures;
    PictureFigures sent;
    LoneCheckIn lone;
    List<SystemFigures> systems = new ArrayList<>();
    progress("starting the inference server");
    try (ServerProcess process = servers.start(checkout);
        FaceServer server = FaceServer.at(process.address())) {
      loaded = server.models();
      pictures = pictures(server);
      sent = look(server, pictures);
      lone = lone(server, pictures);
      systems.add(
          measure(new Scheduler(ROLLCALL, loaded.getDeviceDetail(), server), pictures, null));
    }
    LoadPoint saturation = systems.get(0).saturation();
    systems.add(
        baseline(
            checkout,
            store,
            List.of("--scheduling", "serial"),
            ONE_AT_A_TIME,
            pictures,
            saturation));
    systems.add(
        baseline(
            checkout,
            store,
            List.of("--scheduling", "window", "--window-ms", "" + windowMillis),
            FIXED_WINDOW,
            pictures,
            saturation));
    return figures(loaded, sent, lone, systems);
  }

  private SystemFigures baseline(
      Checkout checkout,
      List<String> store,
      List<String> scheduling,
      String name,
      Pictures pictures,
      LoadPoint saturation)
      throws IOException, InterruptedException {
    progress("starting the baseline: " + name);
    List<String> arguments = new ArrayList<>(store);
    arguments.addAll(scheduling);
    try (ServerProcess process =
            ServerProcess.start(
                checkout.baselineClassPath(),
                "dev.rollcall.client.load.baseline.BaselineServerMain",
                arguments);
        FaceServer server = FaceServer.at(process.address())) {
      String how = server.models().getDeviceDetail();
      look(server, pictures);
      Caller caller = name.equals(ONE_AT_A_TIME) ? new OneAtATime(server) : server;
      return measure(new Scheduler(name, how, caller), pictures, saturation);
    }
  }

  private Pictures pictures(FaceServer server) throws IOException {
    Path nodeModules =
        target == null ? Checkout.own().nodeModules() : Path.of("models", "node_modules");
    if (images != null) {
      return Pictures.of(images, nodeModules, server, seed);
    }
    String data = System.getenv("ROLLCALL_TEST_DATA");
    Path groups = data == null ? null : Path.of(data, "group");
    return Pictures.composed(
        nodeModules,
        groups != null && Files.isDirectory(groups) ? Pictures.filesIn(groups) : List.of(),
        server,
        seed);
  }

  /** Sends every picture once, which warms the server up too. */
  private static PictureFigures look(FaceServer server, Pictures pictures) throws IOException {
    IntSummaryStatistics faces = new IntSummaryStatistics();
    for (Sample sample : pictures.all()) {
      faces.accept(server.analyse(sample).join().getFacesCount());
    }
    progress(
        "%d pictures with %d faces, %d to %d in one"
            .formatted(faces.getCount(), faces.getSum(), faces.getMin(), faces.getMax()));
    if (faces.getSum() == 0) {
      throw new IOException("no face is found in any picture: give another --images");
    }
    return new PictureFigures(
        (int) faces.getCount(), (int) faces.getSum(), faces.getMin(), faces.getMax());
  }

  private LoneCheckIn lone(FaceServer server, Pictures pictures) {
    LoneCheckIn lone = LoneCheckIn.measure(server, pictures.lone(), 100);
    progress(
        "a lone check-in: p50 %.1f ms, p95 %.1f, p99 %.1f (n = %d)"
            .formatted(lone.latency().p50(), lone.latency().p95(), lone.latency().p99(), lone.n()));
    return lone;
  }

  /**
   * Measures one system.
   *
   * @param common the saturation that the loads are fractions of; null: its own
   */
  private SystemFigures measure(Scheduler system, Pictures pictures, @Nullable LoadPoint common)
      throws InterruptedException {
    LoadPoint saturation =
        Load.closed(
            system.caller(),
            pictures,
            system.caller() instanceof OneAtATime ? 1 : CONCURRENT,
            Duration.ofSeconds(seconds),
            seed);
    progress(
        "%s carries %.2f pictures/s, %.1f faces/s (n = %d)"
            .formatted(
                system.name(),
                saturation.answeredPerSecond(),
                saturation.facesPerSecond(),
                saturation.answered()));
    double full = (common == null ? saturation : common).answeredPerSecond();
    List<LoadPoint> loads = new ArrayList<>();
    for (double fraction : fractions) {
      LoadPoint load =
          Load.open(system.caller(), pictures, fraction * full, Duration.ofSeconds(seconds), seed);
      progress(
          "%s at %.0f %%: %.2f pictures/s offered, p50 %.0f ms, p95 %.0f, p99 %.0f; %d of %d answered"
              .formatted(
                  system.name(),
                  fraction * 100,
                  load.offeredPerSecond(),
                  load.latency().p50(),
                  load.latency().p95(),
                  load.latency().p99(),
                  load.answered(),
                  load.sent()));
      loads.add(load);
    }
    return new SystemFigures(system.name(), system.how(), saturation, loads);
  }

  private Figures figures(
      ListModelsResponse loaded, PictureFigures sent, LoneCheckIn lone, List<SystemFigures> systems)
      throws IOException {
    return new Figures(
        Figures.Machine.here(),
        loaded.getPack(),
        loaded.getDevice(),
        loaded.getDeviceDetail(),
        sent,
        seed,
        seconds,
        lone,
        systems,
        Claims.of(lone, systems, fractions));
  }

  private void write(Figures figures) throws IOException {
    boolean toOutput = "-".equals(json);
    print(figures, toOutput ? System.err : System.out);
    if (json != null) {
      String text = JSON.writeValueAsString(figures) + "\n";
      if (toOutput) {
        System.out.print(text);
      } else {
        Files.writeString(Path.of(json), text, StandardCharsets.UTF_8);
      }
    }
    if (report != null) {
      ServingReport.write(figures, fractions, report);
      progress("the report is " + report.resolve(ServingReport.FILE_NAME));
    }
  }

  private static void print(Figures figures, PrintStream out) {
    out.printf("%nwhere the time of a lone check-in goes (p50, ms):");
    for (Map.Entry<String, Double> stage : figures.lone().stagesP50().entrySet()) {
      out.printf("  %s %.1f", stage.getKey(), stage.getValue());
    }
    out.printf("%n%n");
    for (Claim claim : figures.claims()) {
      out.printf(
          "%-5s %-26s %8.2f %-5s (bar: %s %.2f)  %s%n",
          claim.holds() ? "holds" : "FAILS",
          claim.id(),
          claim.measured(),
          claim.unit(),
          claim.better().equals("lower") ? "<=" : ">=",
          claim.bar(),
          claim.claim());
    }
  }

  static void progress(String line) {
    System.err.println("serving: " + line);
  }
}
