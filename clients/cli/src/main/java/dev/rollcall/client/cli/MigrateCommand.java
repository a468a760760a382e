package dev.rollcall.client.cli;

import dev.rollcall.client.cli.SiteOptions.Device;
import dev.rollcall.client.supervisor.Supervisor;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Changes a site's model pack without losing anybody: another inference server reads every enrolled
 * picture and adds the new templates, while a running site goes on with the old ones; then the new
 * pack is recorded for the next start.
 *
 * <p>Interrupted, it records nothing and goes on where it was when it is started again.
 */
@Command(
    name = "migrate",
    description = "Re-embeds everybody with another pack's networks, then switches to it.")
final class MigrateCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP = Duration.ofSeconds(30);

  @Option(names = "--data", description = "The site's folder (default: data in the project).")
  private @Nullable Path data;

  @Option(names = "--pack", required = true, description = "The pack to change to.")
  private String pack = "";

  @Option(names = "--licence", description = "any or strict, as for up.")
  private SiteOptions.@Nullable Licence licence;

  @Option(
      names = "--jdbc-url",
      description = "The site's database, where it is not the embedded one.")
  private @Nullable String jdbcUrl;

  @Option(names = "--root", hidden = true, required = true)
  private Path root = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = data != null ? data : root.resolve("data");
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no site at " + folder + ": ./rollcall up makes one");
    }
    DataFolder site = DataFolder.open(folder);
    Installation installation = new Installation(root.toAbsolutePath().normalize());
    List<String> terms =
        licence == null ? List.of() : List.of("--licence", licence.name().toLowerCase(Locale.ROOT));
    ModelPack packs = new ModelPack(site, ModelPack.tool(installation, site, terms));
    packs.bring(pack);
    Optional<FileLock> lock = site.lock();
    boolean running = lock.isEmpty();
    int exitCode = reembed(installation, site, running);
    if (exitCode != 0) {
      return exitCode;
    }
    packs.record(pack);
    System.out.println(
        running
            ? "the site goes on with its old pack until it is started again: ./rollcall down, then"
                + " ./rollcall up"
            : "the next ./rollcall up serves pack " + pack);
    return 0;
  }

  private int reembed(Installation installation, DataFolder site, boolean running)
      throws IOException, InterruptedException {
    Path run = site.run().resolve("migrate");
    Supervisor.stopOrphans(run, STOP);
    Supervisor supervisor =
        new Supervisor(run, site.logs().resolve("migrate"), System.out::println);
    Thread onSignal = new Thread(() -> stopQuietly(supervisor), "on-signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      int port = Site.freePort();
      Site other =
          new Site(
              installation,
              site,
              "127.0.0.1",
              0,
              port,
              pack,
              Device.AUTO,
              jdbcUrl,
              null,
              null,
              null);
      if (jdbcUrl == null && !running) {
        supervisor.start(other.database());
      }
      supervisor.start(other.inferenceServer());
      return awaitReader(reader(installation, site, port), supervisor);
    } finally {
      supervisor.stop();
      try {
        Runtime.getRuntime().removeShutdownHook(onSignal);
      } catch (IllegalStateException e) {
        // The machine is going down: the hook has run, or does now.
      }
    }
  }

  private static void stopQuietly(Supervisor supervisor) {
    try {
      supervisor.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process reader(Installation installation, DataFolder site, int port) throws IOException {
    List<String> command =
        new ArrayList<>(
            Installation.java(
                List.of("-Xmx512m"),
                installation.gatewayJar(),
                "dev.rollcall.gateway.boot.ReembedMain"));
    command.addAll(List.of("--data", site.path().toString(), "--inference", "127.0.0.1:" + port));
    if (jdbcUrl != null) {
      command.addAll(List.of("--jdbc-url", jdbcUrl));
    }
    return new ProcessBuilder(command).inheritIO().start();
  }

  private static int awaitReader(Process reader, Supervisor supervisor)
      throws IOException, InterruptedException {
    while (!reader.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      Supervisor.Refusal refusal = supervisor.refusal();
      if (refusal != null) {
        reader.destroy();
        throw new IOException(
            "%s did not start (exit code %d); its log: %s"
                .formatted(refusal.part(), refusal.exitCode(), refusal.log()));
      }
    }
    return reader.exitValue();
  }
}
