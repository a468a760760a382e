package dev.rollcall.gateway.adapter.vault;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.Bytes;
import dev.rollcall.gateway.adapter.memory.LabelSealer;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.PictureVault;
import dev.rollcall.gateway.port.PictureVaultContract;
import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.port.SealerContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  @TempDir Path folder;

  @Nested
  class Sealing extends SealerContract {
    private Sealer sealer = new LabelSealer();

    @BeforeEach
    void create() throws IOException {
      sealer = TinkSealer.create(folder.resolve("keys.json"));
    }

    @Override
    protected Sealer sealer() {
      return sealer;
    }
  }

  @Nested
  class Pictures extends PictureVaultContract {
    @Override
    protected PictureVault vault() {
      return new FileVault(folder.resolve("pictures"), new LabelSealer(), clock);
    }
  }

  @Test
  void keyFile_isItsOwnersAlone_andOpensWhatItSealed() throws IOException {
    Path file = folder.resolve("keys.json");
    byte[] sealed = TinkSealer.create(file).seal(new byte[] {7}, "t", "1");
    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(TinkSealer.load(file).open(sealed, "t", "1")).isEqualTo(new byte[] {7});
    assertThrows(FileAlreadyExistsException.class, () -> TinkSealer.create(file));
  }

  @Test
  void keyFile_madeReadableForOthers_isClosedAgain() throws IOException {
    Path file = folder.resolve("keys.json");
    TinkSealer.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    TinkSealer.load(file);
    assertThat(rights(file)).isEqualTo("rw-------");
  }

  @Test
  void keyFile_ofAnotherSite_doesNotOpen() throws IOException {
    byte[] sealed = TinkSealer.create(folder.resolve("a")).seal(new byte[] {7}, "t", "1");
    Sealer other = TinkSealer.create(folder.resolve("b"));
    assertThrows(ProblemException.class, () -> other.open(sealed, "t", "1"));
  }

  @Test
  void keyFile_damaged_isSaidToBeNone() throws IOException {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, "{}");
    assertThat(assertThrows(IOException.class, () -> TinkSealer.load(file)))
        .hasMessageThat()
        .contains("put the right one back");
  }

  @Test
  void pictures_lieSealed_inFilesOfTheOwnerAlone() throws IOException {
    byte[] picture = "a picture of a face".getBytes(StandardCharsets.UTF_8);
    String id = Faces.id();
    new FileVault(
            folder.resolve("pictures"),
            TinkSealer.create(folder.resolve("keys.json")),
            () -> Faces.NOW)
        .write(id, picture);
    Path file = folder.resolve("pictures").resolve(id.substring(24)).resolve(id);
    assertThat(Bytes.indexOf(Files.readAllBytes(file), picture)).isEqualTo(-1);
    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(rights(folder.resolve("pictures"))).isEqualTo("rwx------");
  }

  @Test
  void id_thatIsAPath_isRefused() {
    FileVault vault = new FileVault(folder, new LabelSealer(), () -> Faces.NOW);
    assertThrows(IllegalArgumentException.class, () -> vault.read("../../../../../etc/passwd"));
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
