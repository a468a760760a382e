package dev.rollcall.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.client.supervisor.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Looks at one site and says of each thing whether it is well and, if not, what to do. The launcher
 * has looked at the machine's tools before.
 */
@Command(name = "doctor", description = "Says what is wrong with this install, and the remedy.")
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--data", description = "The site's folder (default: data in the project).")
  private @Nullable Path data;

  @Option(names = "--root", hidden = true, required = true)
  private Path root = Path.of("");

  private boolean problems;

  @Override
  public Integer call() throws IOException {
    DataFolder folder =
        new DataFolder((data != null ? data : root.resolve("data")).toAbsolutePath().normalize());
    if (!Files.isDirectory(folder.path())) {
      well("no site yet at " + folder.path() + ": ./rollcall up makes it");
      return 0;
    }
    lookAtModels(folder);
    lookAtKeys(folder);
    lookAtProcesses(folder);
    return problems ? 1 : 0;
  }

  private void lookAtModels(DataFolder folder) throws IOException {
    if (!Files.isDirectory(folder.models())) {
      problem("no models in " + folder.models(), "./rollcall up installs them");
      return;
    }
    try (Stream<Path> files = Files.walk(folder.models(), 4)) {
      List<Path> manifests = files.filter(file -> file.endsWith("manifest.json")).toList();
      if (manifests.isEmpty()) {
        problem("no models in " + folder.models(), "./rollcall up installs them");
      } else {
        well(manifests.size() + " models; ./rollcall models verify checks their hashes");
      }
    }
  }

  private void lookAtKeys(DataFolder folder) throws IOException {
    Path keys = folder.path().resolve("keys");
    if (!Files.isDirectory(keys)) {
      return;
    }
    try (Stream<Path> files = Files.list(keys)) {
      for (Path file : files.toList()) {
        Set<PosixFilePermission> permissions =
            Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        boolean secret = !file.toString().endsWith("cert.pem");
        if (secret && permissions.stream().anyMatch(right -> !right.name().startsWith("OWNER_"))) {
          problem(file + " can be read by others", "chmod 600 " + file);
        }
      }
    }
    well("keys are readable by their owner alone, where nothing else is said above");
  }

  private void lookAtProcesses(DataFolder folder) throws IOException {
    if (new PidFile(folder.supervisorPid()).alive().isEmpty()) {
      well("nothing runs on " + folder.path() + ": ./rollcall up starts it");
      return;
    }
    if (!Files.exists(folder.readyNote())) {
      problem("it is starting, or cannot", "see " + folder.logs());
      return;
    }
    String address = Files.readAllLines(folder.readyNote()).get(0);
    Optional<JsonNode> health = new Health(address).report();
    if (health.isEmpty()) {
      problem(address + " does not answer that it is ready", "see " + folder.logs());
    } else {
      well(
          "ready at %s; networks run on %s, pack %s"
              .formatted(
                  address,
                  health.get().path("device").asText("unknown"),
                  health.get().path("pack").asText("unknown")));
    }
  }

  private static void well(String what) {
    System.out.println("well     " + what);
  }

  private void problem(String what, String remedy) {
    problems = true;
    System.out.println("problem  " + what + ": " + remedy);
  }
}
