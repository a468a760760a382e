package dev.rollcall.client.load.serving;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server as a process of its own, ready to be called. {@link #close} asks it to stop and waits;
 * it is stopped too when this program ends in any other way.
 */
final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready on (\\S+:\\d+) .*");
  private static final int STOP_SECONDS = 20;
  private static final int LINES_SHOWN = 5;

  private final Process process;
  private final Path log;
  private final Thread stopper;
  private final String address;

  private ServerProcess(Process process, Path log) throws IOException {
    this.process = process;
    this.log = log;
    this.stopper = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stopper);
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.address = address(output);
    Thread drain = new Thread(() -> output.lines().forEach(line -> {}), "server-output");
    drain.setDaemon(true);
    drain.start();
  }

  /**
   * Starts Java on a class path and waits until the program says that it is ready.
   *
   * @throws IOException where it ends first; its last words are in the message
   */
  static ServerProcess start(String classPath, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What ./rollcall up gives it.
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:ThreadPriorityPolicy=1",
            "-XX:JavaPriority1_To_OSPriority=10",
            "-XX:CompilerThreadPriority=0"));
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    Path log = Files.createTempFile("rollcall-bench", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "2");
    builder.environment().putIfAbsent("OPENCV_LOG_LEVEL", "SILENT");
    Process process = builder.start();
    try {
      return new ServerProcess(process, log);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private String address(BufferedReader output) throws IOException {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
          return ready.group(1);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<String> said = Files.readAllLines(log);
    throw new IOException(
        "the server did not start: "
            + String.join(
                " | ", said.subList(Math.max(0, said.size() - LINES_SHOWN), said.size())));
  }

  String address() {
    return address;
  }

  long pid() {
    return process.pid();
  }

  /** CPU time that the process has used so far, of all its threads. */
  double cpuSeconds() {
    return process
        .info()
        .totalCpuDuration()
        .map(spent -> spent.toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException e) {
      // This program is ending: the hook does what is done here.
      return;
    }
    Files.deleteIfExists(log);
  }
}
