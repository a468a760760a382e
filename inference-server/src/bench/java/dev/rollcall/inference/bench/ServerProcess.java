package dev.rollcall.inference.bench;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The inference server as a process of its own, as the supervisor starts it. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready on .*:(\\d+) .*");

  private final Process process;
  private final int metricsPort;
  private final int port;

  private ServerProcess(Process process, int port, int metricsPort) {
    this.process = process;
    this.port = port;
    this.metricsPort = metricsPort;
  }

  /**
   * Starts and waits until it is ready.
   *
   * @throws IOException where it does not get ready; the message ends with its last words
   */
  static ServerProcess start(Path store, String pack, String device) throws IOException {
    int metricsPort;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      metricsPort = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // What ./rollcall up gives it.
                    "-Xmx1g",
                    "-XX:ThreadPriorityPolicy=1",
                    "-XX:JavaPriority1_To_OSPriority=10",
                    "-XX:CompilerThreadPriority=0",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.rollcall.inference.boot.InferenceServerMain",
                    "--models",
                    store.toString(),
                    "--pack",
                    pack,
                    "--port",
                    "0",
                    "--metrics-port",
                    String.valueOf(metricsPort),
                    "--device",
                    device))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String last = "";
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        Thread drain = new Thread(() -> words.lines().forEach(any -> {}));
        drain.setDaemon(true);
        drain.start();
        return new ServerProcess(process, Integer.parseInt(ready.group(1)), metricsPort);
      }
      last = line;
    }
    throw new IOException("the inference server does not get ready: " + last);
  }

  ManagedChannel channel() {
    return NettyChannelBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .usePlaintext()
        .build();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Bytes in memory, as Linux counts them. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("the server's memory cannot be read from /proc");
  }

  /** The sum of a metric over all its tags. */
  double metric(String name) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(metricsPort)))
                .build(),
            HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
