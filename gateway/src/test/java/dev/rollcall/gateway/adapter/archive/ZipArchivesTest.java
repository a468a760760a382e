package dev.rollcall.gateway.adapter.archive;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Archives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class ZipArchivesTest {
  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("folder/"));
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static Archives.Archive open(byte[] zip) {
    return new ZipArchives().open(new SeekableInMemoryByteChannel(zip));
  }

  @Test
  void file_isReadByItsPath_withoutFolders() throws IOException {
    try (Archives.Archive archive = open(zip("folder/Ánh/1.jpg", new byte[] {1, 2, 3}))) {
      assertThat(archive.paths()).isEqualTo(List.of("folder/Ánh/1.jpg"));
      assertThat(archive.read(0, 100)).isEqualTo(new byte[] {1, 2, 3});
    }
  }

  @Test
  void bomb_isReadNoFurtherThanTheLimit() throws IOException {
    byte[] bomb = zip("a.jpg", new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);
    try (Archives.Archive archive = open(bomb)) {
      ProblemException refused =
          assertThrows(ProblemException.class, () -> archive.read(0, 20 << 20));
      assertThat(refused.code()).isEqualTo(ProblemCode.IMAGE_TOO_LARGE);
    }
  }

  @Test
  void archive_thatIsCutOff_isUnreadable() throws IOException {
    byte[] whole = zip("a.jpg", new byte[] {1});
    for (byte[] broken :
        List.of(new byte[0], new byte[1000], Arrays.copyOf(whole, whole.length - 30))) {
      assertThat(assertThrows(ProblemException.class, () -> open(broken)).code())
          .isEqualTo(ProblemCode.FILE_UNREADABLE);
    }
  }

  @Test
  void listOfFiles_thatWouldFillTheMemory_isNotRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String longName = "x".repeat(60_000);
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 700; i++) {
        zip.putNextEntry(new ZipEntry(i + longName));
      }
    }
    ProblemException refused =
        assertThrows(ProblemException.class, () -> open(bytes.toByteArray()));
    assertThat(refused.code()).isEqualTo(ProblemCode.FILE_UNREADABLE);
    assertThat(refused.detail()).contains("too long");
  }
}
