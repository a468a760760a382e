package dev.rollcall.models.packs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the packages' own runtime under Node.js, see {@code src/test/node/reference.cjs}. */
public final class NodeReference {
  private final Path folder;

  NodeReference(Path folder) {
    this.folder = folder;
  }

  /** The packages with those that only the tests need; skips the test where they cannot be had. */
  public static Path nodeModules() throws Exception {
    assumeTrue(
        runs(Path.of("."), List.of("node", "--version")),
        "skipped: reference values need Node.js 20 or newer, which is not installed");
    Path modules = Path.of("node_modules").toAbsolutePath();
    boolean complete =
        Files.isDirectory(modules.resolve("@tensorflow/tfjs-backend-wasm"))
            && Files.isDirectory(modules.resolve("@vladmandic/face-api/demo"));
    assumeTrue(
        complete || runs(Path.of("."), List.of("npm", "ci", "--ignore-scripts")),
        "skipped: reference values need the npm packages, and npm ci failed in models/");
    return modules;
  }

  void input(String model, byte[] rows) throws IOException {
    Files.write(folder.resolve(model + ".u8"), rows);
  }

  void compute(Path nodeModules) throws Exception {
    Path script = Path.of("src/test/node/reference.cjs");
    List<String> command =
        List.of("node", script.toString(), nodeModules.toString(), folder.toString());
    if (!runs(Path.of("."), command)) {
      throw new IllegalStateException("the reference script failed: " + String.join(" ", command));
    }
  }

  float[] output(String model, String output) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(model + "." + output + ".f32")))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static boolean runs(Path folder, List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean well = process.waitFor() == 0;
      if (!well) {
        System.err.println(said);
      }
      return well;
    } catch (IOException e) {
      return false;
    }
  }
}
