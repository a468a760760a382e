package dev.rollcall.client.supervisor;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisorTest {
  @TempDir Path folder;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private Supervisor supervisor;

  @BeforeEach
  void open() throws IOException {
    supervisor = new Supervisor(run(), folder.resolve("logs"), said::add);
  }

  @AfterEach
  void stop() throws InterruptedException {
    supervisor.stop();
  }

  @Test
  void part_killed_isStartedAgain() throws Exception {
    supervisor.start(part("sleeper", "sleep 600"));
    ProcessHandle first = await("sleeper");
    supervisor.settled();
    first.destroyForcibly();
    assertThat(said.poll(30, TimeUnit.SECONDS)).contains("sleeper ended (exit code 137");
    until(() -> pid("sleeper").alive().filter(second -> second.pid() != first.pid()).isPresent());
  }

  @Test
  void part_abortingBeforeSettled_isStartedAgain() throws Exception {
    supervisor.start(part("aborter", "kill -ABRT $$"));
    assertThat(said.poll(30, TimeUnit.SECONDS)).contains("aborter ended (exit code 134");
    assertThat(supervisor.refusal()).isNull();
  }

  @Test
  void part_endingBeforeSettled_isReportedWithItsLastLines() throws Exception {
    supervisor.start(part("refuser", "echo port 1 is taken; exit 1"));
    until(() -> supervisor.refusal() != null);
    Supervisor.Refusal refusal = Objects.requireNonNull(supervisor.refusal());
    assertThat(refusal.part()).isEqualTo("refuser");
    assertThat(refusal.exitCode()).isEqualTo(1);
    assertThat(refusal.lastLines()).contains("port 1 is taken");
    assertThat(Files.readString(refusal.log())).contains("port 1 is taken");
  }

  @Test
  void part_whosePidCannotBeNoted_runsOnce_andIsStopped() throws Exception {
    Files.createDirectory(run().resolve("sleeper.part.pid.tmp"));
    Path pids = folder.resolve("pids");
    supervisor.start(part("sleeper", "echo $$ >>" + pids + "; exec sleep 600"));
    until(() -> contains(folder.resolve("logs/sleeper.log"), "cannot be noted"));
    until(() -> contains(pids, "\n"));
    supervisor.stop();
    List<String> started = Files.readAllLines(pids);
    assertThat(started).hasSize(1);
    assertThat(ProcessHandle.of(Long.parseLong(started.get(0)))).isEmpty();
    assertThat(supervisor.refusal()).isNull();
  }

  @Test
  void stop_partThatIgnoresTerm_isKilledAfterItsGrace() throws Exception {
    supervisor.start(
        new Part(
            "stubborn",
            List.of("sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done"),
            Map.of(),
            Duration.ofMillis(300)));
    ProcessHandle process = await("stubborn");
    supervisor.stop();
    assertThat(process.isAlive()).isFalse();
    assertThat(pid("stubborn").alive()).isEmpty();
  }

  @Test
  void part_interruptedFromTheTerminal_livesOn() throws Exception {
    supervisor.start(part("sleeper", "echo up; exec sleep 600"));
    ProcessHandle process = await("sleeper");
    until(() -> contains(folder.resolve("logs/sleeper.log"), "up"));
    new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
    new ProcessBuilder("kill", "-HUP", "" + process.pid()).start().waitFor();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void orphans_ofAKilledSupervisor_areStopped() throws Exception {
    Process orphan = new ProcessBuilder("sleep", "600").start();
    pid("database").write(orphan.toHandle());
    assertThat(Supervisor.stopOrphans(run(), Duration.ofSeconds(10))).isEqualTo(1);
    assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void orphans_pidUsedAgainByAStranger_areSpared() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          run().resolve("database.part.pid"),
          stranger.pid() + "\n" + Instant.now().minusSeconds(3600).toEpochMilli() + "\n");
      assertThat(Supervisor.stopOrphans(run(), Duration.ofSeconds(10))).isEqualTo(0);
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void pidFile_unreadable_countsAsNobody() throws Exception {
    Files.writeString(run().resolve("database.part.pid"), "not a pid");
    assertThat(pid("database").alive()).isEmpty();
  }

  private static Part part(String name, String script) {
    return new Part(name, List.of("sh", "-c", script), Map.of(), Duration.ofSeconds(10));
  }

  private Path run() {
    return folder.resolve("run");
  }

  private PidFile pid(String name) {
    return new PidFile(run().resolve(name + ".part.pid"));
  }

  private ProcessHandle await(String name) throws InterruptedException {
    until(() -> pid(name).alive().isPresent());
    return pid(name).alive().orElseThrow();
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
