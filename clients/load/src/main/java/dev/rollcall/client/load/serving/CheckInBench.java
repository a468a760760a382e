package dev.rollcall.client.load.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A lone check-in, and where its time goes, stage by stage. */
@Command(
    name = "check-in",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "One face in 640 x 480, every head, nobody else: from the call to its answer over gRPC, and"
          + " where the time goes.",
      "A stage is the time until its answers were there; heads run side by side, so one that ends"
          + " with another costs nothing of its own."
    })
public final class CheckInBench implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "A server that runs already, in plain text; without it one is started.")
  private @Nullable String target;

  @Mixin private ServerOptions servers = new ServerOptions();

  @Option(names = "--calls", defaultValue = "200", description = "How many (${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures here; - is standard output.")
  private @Nullable String json;

  @Override
  public Integer call() throws IOException {
    Checkout checkout = Checkout.own();
    LoneCheckIn lone;
    if (target != null) {
      try (FaceServer server = FaceServer.at(target)) {
        lone = measure(checkout, server);
      }
    } else {
      ServingBench.progress("starting the inference server");
      try (ServerProcess process = servers.start(checkout);
          FaceServer server = FaceServer.at(process.address())) {
        lone = measure(checkout, server);
      }
    }
    if (json != null) {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(lone) + "\n";
      if (json.equals("-")) {
        System.out.print(text);
        return 0;
      }
      Files.writeString(Path.of(json), text, StandardCharsets.UTF_8);
    }
    System.out.printf(
        "a lone check-in: p50 %.1f ms, p95 %.1f, p99 %.1f (n = %d)%n",
        lone.latency().p50(), lone.latency().p95(), lone.latency().p99(), lone.n());
    lone.stagesP50()
        .forEach((stage, millis) -> System.out.printf("  %-12s %6.1f ms%n", stage, millis));
    return 0;
  }

  private LoneCheckIn measure(Checkout checkout, FaceServer server) throws IOException {
    var loaded = server.models();
    ServingBench.progress(
        "pack %s on %s (%s)"
            .formatted(loaded.getPack(), loaded.getDevice(), loaded.getDeviceDetail()));
    Pictures pictures = Pictures.composed(checkout.nodeModules(), List.of(), server, 1);
    return LoneCheckIn.measure(server, pictures.lone(), calls);
  }
}
