package dev.rollcall.client.cli;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackTest {
  @TempDir Path folder;
  private final List<String> tried = new ArrayList<>();

  @Test
  void install_atTheFirstStart_takesStandardAndRecordsIt() throws Exception {
    assertThat(pack("standard", "registry").install(null)).isEqualTo("standard");

    assertThat(Files.readString(folder.resolve("pack")).strip()).isEqualTo("standard");
    assertThat(tried).containsExactly("standard");
  }

  @Test
  void install_whereStandardCannotBeHad_takesRegistryAndKeepsToIt() throws Exception {
    assertThat(pack("registry").install(null)).isEqualTo("registry");

    assertThat(pack("standard", "registry").install(null)).isEqualTo("registry");
    assertThat(tried).containsExactly("standard", "registry", "registry").inOrder();
  }

  @Test
  void install_whereTheRecordedPackIsGone_failsAndDoesNotSwitch() throws Exception {
    pack("standard").install(null);

    assertThrows(IOException.class, () -> pack("registry").install(null));

    assertThat(Files.readString(folder.resolve("pack")).strip()).isEqualTo("standard");
  }

  @Test
  void install_ofAnExplicitPack_isObeyedOrFails() throws Exception {
    assertThrows(IOException.class, () -> pack("registry").install("standard"));
    assertThat(Files.exists(folder.resolve("pack"))).isFalse();

    assertThat(pack("standard", "registry").install("registry")).isEqualTo("registry");
  }

  @Test
  void install_overADataFolderFromBeforeTheChoice_staysWithItsPack() throws Exception {
    Path listing = folder.resolve("models").resolve("registry").resolve("pack.json");
    Files.createDirectories(listing.getParent());
    Files.writeString(listing, "{}");

    assertThat(pack("standard", "registry").install(null)).isEqualTo("registry");
  }

  private ModelPack pack(String... available) throws IOException {
    return new ModelPack(
        DataFolder.open(folder),
        pack -> {
          tried.add(pack);
          return Set.of(available).contains(pack);
        });
  }
}
