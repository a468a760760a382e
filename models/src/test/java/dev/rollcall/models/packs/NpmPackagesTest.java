package dev.rollcall.models.packs;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmPackagesTest {
  @TempDir Path folder;

  @Test
  void prepare_withoutPackagesOrLockFile_saysWhichFolderIsWanted() {
    NpmPackages packages = new NpmPackages(folder.resolve("node_modules"));

    PackException failure =
        assertThrows(
            PackException.class,
            () -> packages.prepare(RegistryPack.create(Terms.ANY), (done, total, text) -> {}));

    assertThat(failure.kind()).isEqualTo(PackException.Kind.SOURCE_MISSING);
    assertThat(failure).hasMessageThat().contains("--npm");
  }
}
