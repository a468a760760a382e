package dev.rollcall.models.convert;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Third-party weights for tests, where {@code ROLLCALL_MODELS_MIRROR} names a folder of them. */
public final class Mirror {
  private static final String VARIABLE = "ROLLCALL_MODELS_MIRROR";

  private Mirror() {}

  /** The file, or the test is skipped with a line that says why. */
  public static Path file(String folder, String name) {
    String root = System.getenv(VARIABLE);
    assumeTrue(root != null, "skipped: " + VARIABLE + " names no folder of weights");
    Path file = Path.of(root, folder, name);
    assumeTrue(
        Files.isRegularFile(file), "skipped: " + VARIABLE + " holds no " + folder + "/" + name);
    return file;
  }
}
