package dev.rollcall.models.cli;

import dev.rollcall.models.packs.ModelImport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A trial in a process of its own: some networks end the process that runs them. */
final class ChildTrial implements ModelImport.Trial {
  private static final int BY_SIGNAL = 128;
  private static final String OURS = "rollcall: ";

  @Override
  public void run(Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ModelsMain.class.getName(),
                "try",
                folder.toAbsolutePath().toString()));
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
    Process child = builder.redirectErrorStream(true).start();
    String reason = "";
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(OURS)) {
          reason = line.substring(OURS.length());
        }
      }
      int status = child.waitFor();
      if (status >= BY_SIGNAL) {
        throw new IOException(
            "the network ended the process that tried it (status %d): it is not taken; export it with simpler operations"
                .formatted(status));
      }
      if (status != 0) {
        throw new IOException("the network does not run, and is not taken: " + reason);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      child.destroy();
    }
  }
}
