package dev.rollcall.client.load.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** What the driver's own tool says of the first GPU, while something else runs. */
final class NvidiaSmi implements AutoCloseable {
  private static final int EVERY_MILLIS = 100;

  private final Process process;
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final Thread reader;

  /**
   * One look.
   *
   * @param busyPercent share of the time since the last look in which a kernel ran
   */
  private record Sample(double busyPercent, double memoryMebibytes) {}

  /**
   * Means over the time that was watched.
   *
   * @param looks how many; 0: nothing is known
   */
  record Watched(int looks, double busyPercent, double memoryMebibytesMost) {}

  private NvidiaSmi(Process process) {
    this.process = process;
    reader = new Thread(this::read, "nvidia-smi");
    reader.setDaemon(true);
    reader.start();
  }

  /** Name, driver and memory of the first GPU; empty where there is none. */
  static Optional<String> firstGpu() throws InterruptedException {
    try {
      Process query =
          new ProcessBuilder(
                  "nvidia-smi",
                  "-i",
                  "0",
                  "--query-gpu=name,driver_version,memory.total",
                  "--format=csv,noheader")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<String> lines =
          new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      return query.waitFor() == 0 && !lines.isEmpty()
          ? Optional.of(lines.get(0))
          : Optional.empty();
    } catch (IOException e) {
      // The tool comes with the driver: without it there is no GPU that could be used.
      return Optional.empty();
    }
  }

  static NvidiaSmi watch() throws IOException {
    return new NvidiaSmi(
        new ProcessBuilder(
                "nvidia-smi",
                "-i",
                "0",
                "--query-gpu=utilization.gpu,memory.used",
                "--format=csv,noheader,nounits",
                "-lms",
                "" + EVERY_MILLIS)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private void read() {
    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .lines()
        .map(line -> line.split(",", 2))
        .filter(fields -> fields.length == 2 && fields[0].strip().matches("[0-9.]+"))
        .forEach(
            fields ->
                samples.add(
                    new Sample(
                        Double.parseDouble(fields[0].strip()),
                        Double.parseDouble(fields[1].strip()))));
  }

  /** Ends the watch and says what was seen. */
  Watched stop() throws InterruptedException {
    process.destroy();
    process.waitFor(5, TimeUnit.SECONDS);
    reader.join(TimeUnit.SECONDS.toMillis(5));
    return new Watched(
        samples.size(),
        samples.stream().mapToDouble(Sample::busyPercent).average().orElse(Double.NaN),
        samples.stream().mapToDouble(Sample::memoryMebibytes).max().orElse(Double.NaN));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
