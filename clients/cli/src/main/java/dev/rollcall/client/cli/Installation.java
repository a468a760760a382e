package dev.rollcall.client.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the built parts of the project lie.
 *
 * @param root the project's top folder
 */
record Installation(Path root) {
  Path inferenceServerJar() throws IOException {
    return jar("inference-server");
  }

  Path gatewayJar() throws IOException {
    return jar("gateway");
  }

  Path modelsJar() throws IOException {
    return jar("models");
  }

  Path npmPackages() {
    return root.resolve("models/node_modules");
  }

  private Path jar(String module) throws IOException {
    Path target = root.resolve(module).resolve("target");
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        Optional<Path> jar =
            files
                .filter(file -> file.getFileName().toString().matches("rollcall-.*-SNAPSHOT\\.jar"))
                .findFirst();
        if (jar.isPresent()) {
          return jar.get();
        }
      }
    }
    throw new IOException(module + " is not built: run ./rollcall up from the project's folder");
  }

  /** A command line for a main class out of a module's jar and the libraries beside it. */
  static List<String> java(List<String> jvmFlags, Path jar, String mainClass) {
    String home = System.getProperty("java.home");
    String classpath = jar + java.io.File.pathSeparator + jar.resolveSibling("lib") + "/*";
    return Stream.concat(
            Stream.concat(Stream.of(home + "/bin/java"), jvmFlags.stream()),
            Stream.of("-cp", classpath, mainClass))
        .toList();
  }
}
