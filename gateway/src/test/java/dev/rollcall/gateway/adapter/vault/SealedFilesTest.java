package dev.rollcall.gateway.adapter.vault;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.ImportFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFilesTest {
  private static final String ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
  private static final String OTHER = "01ARZ3NDEKTSV4RRFFQ69G5FAW";

  @TempDir Path folder;
  private SealedFiles files;
  private final byte[] content = new byte[3 * SealedFiles.PIECE_BYTES + 17];

  @BeforeEach
  void open() throws IOException {
    files =
        new SealedFiles(
            folder, TinkSealer.create(folder.resolve("keys.json")), () -> Instant.now());
    new Random(5).nextBytes(content);
    System.arraycopy("findme".getBytes(StandardCharsets.US_ASCII), 0, content, 100, 6);
  }

  private void write(String id, byte[] bytes) {
    try (ImportFiles.Writing writing = files.begin(id)) {
      for (int from = 0; from < bytes.length; from += 700_001) {
        writing.write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 700_001)));
      }
      writing.finish();
    }
  }

  private static byte[] read(SeekableByteChannel channel, long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    channel.position(from);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Goes on until it is full.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  @Test
  void file_isReadFromAnyPlace_andNotInTheClearOnTheDisk() throws IOException {
    for (int size : new int[] {content.length, SealedFiles.PIECE_BYTES, 5}) {
      byte[] bytes = Arrays.copyOf(content, size);
      write(ID, bytes);
      try (SeekableByteChannel channel = files.open(ID).orElseThrow()) {
        assertThat(channel.size()).isEqualTo(size);
        assertThat(read(channel, 0, size)).isEqualTo(bytes);
        int middle = size / 2;
        assertThat(read(channel, middle, size)).isEqualTo(Arrays.copyOfRange(bytes, middle, size));
      }
    }
    assertThat(new String(Files.readAllBytes(folder.resolve(ID)), StandardCharsets.ISO_8859_1))
        .doesNotContain("findme");
  }

  @Test
  void file_thatIsCutOffOrMoved_doesNotOpen() throws IOException {
    write(ID, content);
    byte[] stored = Files.readAllBytes(folder.resolve(ID));
    Files.write(folder.resolve(OTHER), stored);
    assertThrows(ProblemException.class, () -> files.open(OTHER));
    int piece = stored.length / 3;
    Files.write(folder.resolve(ID), Arrays.copyOf(stored, piece - piece % 4));
    assertThrows(ProblemException.class, () -> files.open(ID));
  }

  @Test
  void unfinishedFile_isNotThere_andSweptAway() throws IOException {
    try (ImportFiles.Writing writing = files.begin(ID)) {
      writing.write(content);
    }
    assertThat(files.open(ID)).isEmpty();
    files.begin(ID).write(content);
    write(OTHER, content);
    files.sweep(Duration.ofDays(-1), ids -> Set.of(OTHER, "keys.json"));
    try (var left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()).toList())
          .containsExactly(OTHER, "keys.json");
    }
  }
}
