package dev.rollcall.client.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The same {@code up}, in a process of its own that outlives this one and its terminal. What it
 * prints is passed on until it is ready.
 */
final class Detached {
  private Detached() {}

  static int start(DataFolder data, long startedNanos) throws IOException, InterruptedException {
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> arguments = new ArrayList<>(List.of(self.arguments().orElseThrow()));
    arguments.removeIf("--detach"::equals);
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
    command.add(self.command().orElseThrow());
    command.addAll(arguments);
    Files.createDirectories(data.logs());
    Path log = data.logs().resolve("rollcall.log");
    Files.deleteIfExists(log);
    Process background =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectErrorStream(true)
            .start();
    while (!Files.exists(data.readyNote())) {
      if (background.waitFor(200, TimeUnit.MILLISECONDS)) {
        System.err.print(Files.readString(log));
        return background.exitValue();
      }
    }
    System.out.print(Files.readString(log));
    // The log would keep the first password, which is to be shown once.
    Files.writeString(log, "");
    return 0;
  }
}
