package dev.rollcall.models.packs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds for every npm lock file of the project, wherever it stands. */
class LockFileTest {
  private static final Path PROJECT = Path.of("..");

  @Test
  void lockFiles_ofTheProject_pinEveryPackageByHashAndNameNoAddressToFetchFrom()
      throws IOException {
    List<Path> files = lockFiles(PROJECT);
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      JsonNode lock = new ObjectMapper().readTree(file.toFile());
      for (Map.Entry<String, JsonNode> entry : lock.path("packages").properties()) {
        if (!entry.getKey().isEmpty()) {
          assertWithMessage("%s: %s", file, entry.getKey())
              .that(entry.getValue().path("integrity").asText())
              .startsWith("sha512-");
          assertWithMessage("%s: %s", file, entry.getKey())
              .that(entry.getValue().has("resolved"))
              .isFalse();
        }
      }
      assertThat(Files.readString(file.resolveSibling(".npmrc")))
          .contains("omit-lockfile-registry-resolved=true");
    }
  }

  @Test
  void modelsLockFile_holdsNoAddressAtAll() throws IOException {
    assertThat(Files.readString(Path.of("package-lock.json"))).doesNotContain("://");
  }

  private static List<Path> lockFiles(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    List<Path> children;
    try (Stream<Path> listed = Files.list(folder)) {
      children = listed.toList();
    }
    for (Path child : children) {
      String name = child.getFileName().toString();
      if (Files.isRegularFile(child) && name.equals("package-lock.json")) {
        found.add(child);
      } else if (Files.isDirectory(child)
          && !name.startsWith(".")
          && !name.equals("node_modules")
          && !name.equals("target")
          && !name.equals("src")) {
        found.addAll(lockFiles(child));
      }
    }
    return found;
  }
}
