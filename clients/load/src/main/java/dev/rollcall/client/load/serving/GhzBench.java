package dev.rollcall.client.load.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.client.load.figures.Distribution;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Lets ghz, somebody else's load generator, measure the same server with the same picture, in turns
 * with our own sender: what we report does not rest on our own clock alone.
 */
@Command(
    name = "ghz",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "The same load from ghz and from our sender, in turns, and how far they agree.")
public final class GhzBench implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIGURATION = "clients/load/ghz/analyze-faces.json";

  @Option(
      names = "--ghz",
      defaultValue = "ghz",
      paramLabel = "FILE",
      description =
          "The program (default: on the PATH); clients/load/ghz/README.md says how to get it.")
  private String ghz = "";

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "A server that runs already, in plain text; without it one is started.")
  private @Nullable String target;

  @Mixin private ServerOptions servers = new ServerOptions();

  @Option(
      names = "--faces",
      defaultValue = "1",
      description = "Faces in the picture that is made (${DEFAULT-VALUE}).")
  private int faces;

  @Option(
      names = "--concurrency",
      defaultValue = "4",
      description = "Calls under way at once (${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(names = "--calls", defaultValue = "100", description = "A round (${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Of each, in turns (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures here; - is standard output.")
  private @Nullable String json;

  /** Milliseconds of one round. */
  private record Round(double p50, double p95, double perSecond) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Checkout checkout = Checkout.own();
    ObjectNode figures;
    if (target != null) {
      try (FaceServer server = FaceServer.at(target)) {
        figures = compare(checkout, target, server);
      }
    } else {
      ServingBench.progress("starting the inference server");
      try (ServerProcess process = servers.start(checkout);
          FaceServer server = FaceServer.at(process.address())) {
        figures = compare(checkout, process.address(), server);
      }
    }
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures);
    if ("-".equals(json)) {
      System.out.println(text);
    } else if (json != null) {
      Files.writeString(Path.of(json), text + "\n", StandardCharsets.UTF_8);
    }
    return 0;
  }

  private ObjectNode compare(Checkout checkout, String address, FaceServer server)
      throws IOException, InterruptedException {
    server.models();
    Sample picture =
        Heads.cut(Pictures.photographs(checkout.nodeModules()), server)
            .compose(faces, new Random(1));
    Path request = Files.createTempFile("rollcall-ghz", ".bin");
    try {
      Files.write(
          request,
          AnalyzeFacesRequest.newBuilder()
              .setImage(picture.encoded())
              .addAllFeatures(FaceServer.EVERY_HEAD)
              .build()
              .toByteArray());
      List<Round> own = new ArrayList<>();
      List<Round> others = new ArrayList<>();
      // Not counted: the server's and our own first calls.
      Load.repeated(server, picture, concurrency, calls);
      for (int i = 0; i < rounds; i++) {
        own.add(own(server, picture));
        others.add(theirs(checkout, address, request));
        ServingBench.progress(
            "round %d of %d: ours p50 %.1f ms, p95 %.1f; ghz p50 %.1f, p95 %.1f"
                .formatted(
                    i + 1,
                    rounds,
                    own.get(i).p50(),
                    own.get(i).p95(),
                    others.get(i).p50(),
                    others.get(i).p95()));
      }
      return figures(own, others);
    } finally {
      Files.delete(request);
    }
  }

  private Round own(FaceServer server, Sample picture) throws IOException, InterruptedException {
    LoadPoint point = Load.repeated(server, picture, concurrency, calls);
    if (point.answered() != calls) {
      throw new IOException(
          "the server answered %d of %d calls: give a lower --concurrency"
              .formatted(point.answered(), calls));
    }
    return new Round(point.latency().p50(), point.latency().p95(), point.answeredPerSecond());
  }

  private Round theirs(Checkout checkout, String address, Path request)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            ghz,
            "--config",
            checkout.root().resolve(CONFIGURATION).toString(),
            "--import-paths",
            checkout.root().resolve("proto/src/main/protobuf").toString(),
            "--binary-file",
            request.toString(),
            "--concurrency",
            "" + concurrency,
            "--total",
            "" + calls,
            "--format",
            "json",
            address);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new IOException(
          "ghz does not start (%s): clients/load/ghz/README.md says how to get it; --ghz FILE"
              .formatted(e.getMessage()),
          e);
    }
    JsonNode result = JSON.readTree(process.getInputStream());
    if (process.waitFor() != 0) {
      throw new IOException("ghz failed: its own words are above");
    }
    int answered = result.at("/statusCodeDistribution/OK").asInt();
    if (answered != calls) {
      throw new IOException(
          "ghz got %d of %d calls answered: %s"
              .formatted(answered, calls, result.path("errorDistribution")));
    }
    return new Round(latency(result, 50), latency(result, 95), result.path("rps").asDouble());
  }

  private static double latency(JsonNode result, int percent) throws IOException {
    for (JsonNode entry : result.path("latencyDistribution")) {
      if (entry.path("percentage").asInt() == percent) {
        return entry.path("latency").asDouble() / 1e6;
      }
    }
    throw new IOException("ghz tells no percentile " + percent + ": use the version of the README");
  }

  private ObjectNode figures(List<Round> own, List<Round> others) {
    ObjectNode figures = JSON.createObjectNode();
    figures.put("faces", faces).put("concurrency", concurrency);
    figures.put("calls_a_round", calls).put("rounds", rounds);
    compare(
        figures,
        "p50_ms",
        own.stream().map(Round::p50).toList(),
        others.stream().map(Round::p50).toList());
    compare(
        figures,
        "p95_ms",
        own.stream().map(Round::p95).toList(),
        others.stream().map(Round::p95).toList());
    compare(
        figures,
        "calls_per_second",
        own.stream().map(Round::perSecond).toList(),
        others.stream().map(Round::perSecond).toList());
    return figures;
  }

  /** The medians of the rounds, their ratio, and how much rounds of one sender differ. */
  private void compare(ObjectNode figures, String name, List<Double> own, List<Double> others) {
    Distribution ours = new Distribution(own);
    Distribution theirs = new Distribution(others);
    double ratio = ours.percentile(50) / theirs.percentile(50);
    double noise =
        Math.max(
            ours.percentile(100) / ours.percentile(0),
            theirs.percentile(100) / theirs.percentile(0));
    boolean agrees = Math.max(ratio, 1 / ratio) <= noise;
    figures
        .putObject(name)
        .put("ours", ours.percentile(50))
        .put("ghz", theirs.percentile(50))
        .put("ratio", ratio)
        .put("noise", noise)
        .put("agrees", agrees);
    ServingBench.progress(
        "%s: ours %.1f, ghz %.1f, ratio %.3f; rounds of one sender differ by up to %.3f: %s"
            .formatted(
                name,
                ours.percentile(50),
                theirs.percentile(50),
                ratio,
                noise,
                agrees ? "they agree" : "they do NOT agree"));
  }
}
