package dev.rollcall.gateway.adapter.vault;

import dev.rollcall.gateway.adapter.files.PrivateFile;
import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.ImportFiles;
import dev.rollcall.gateway.port.Sealer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Large files, sealed in pieces of {@link #PIECE_BYTES}: each as four bytes of length and the
 * sealed bytes, bound to its file, its place and whether it is the last. So a file can be read from
 * any place without opening it whole, and one that is cut off or put together anew does not open.
 */
public final class SealedFiles implements ImportFiles {
  static final int PIECE_BYTES = 1 << 20;
  private static final String PURPOSE = "import";
  private static final String UNFINISHED = ".part-";

  private final Path root;
  private final Sealer sealer;
  private final InstantSource clock;

  public SealedFiles(Path root, Sealer sealer, InstantSource clock) {
    this.root = root;
    this.sealer = sealer;
    this.clock = clock;
  }

  private Path fileOf(String id) {
    if (!Ulid.looksLike(id)) {
      throw new IllegalArgumentException("not an identifier: " + id);
    }
    return root.resolve(id);
  }

  static String piece(String id, long number, boolean last) {
    return id + "/" + number + (last ? "/last" : "");
  }

  @Override
  public Writing begin(String id) {
    Path file = fileOf(id);
    try {
      PrivateFile.folder(root);
      Path part = Files.createTempFile(root, UNFINISHED, null);
      return new Sealing(id, file, part, FileChannel.open(part, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw full(e);
    }
  }

  private static ProblemException full(IOException e) {
    return ProblemException.fault("The file could not be written. Is the disk full?", e);
  }

  @Override
  public Optional<SeekableByteChannel> open(String id) {
    Path file = fileOf(id);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SealedChannel.open(file, id, PURPOSE, sealer));
    } catch (IOException e) {
      throw ProblemException.fault("The file could not be read.", e);
    }
  }

  @Override
  public void delete(String id) {
    try {
      Files.deleteIfExists(fileOf(id));
    } catch (IOException e) {
      throw ProblemException.fault("The file could not be deleted.", e);
    }
  }

  @Override
  public int sweep(Duration age, UnaryOperator<Set<String>> known) {
    Instant youngest = clock.instant().minus(age);
    Map<String, Path> old = new HashMap<>();
    try {
      PrivateFile.folder(root);
      try (Stream<Path> files = Files.list(root)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (!Files.getLastModifiedTime(file).toInstant().isAfter(youngest)) {
            old.put(file.getFileName().toString(), file);
          }
        }
      }
      Set<String> unknown = new HashSet<>(old.keySet());
      unknown.removeAll(known.apply(Set.copyOf(old.keySet())));
      for (String name : unknown) {
        Files.deleteIfExists(old.get(name));
      }
      return unknown.size();
    } catch (IOException | UncheckedIOException e) {
      throw ProblemException.fault("The files of imports could not be looked through.", e);
    }
  }

  /** Collects a piece, seals it, and begins the next. */
  private final class Sealing implements Writing {
    private final String id;
    private final Path file;
    private final Path part;
    private final FileChannel channel;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE_BYTES);
    private long number;

    private Sealing(String id, Path file, Path part, FileChannel channel) {
      this.id = id;
      this.file = file;
      this.part = part;
      this.channel = channel;
    }

    @Override
    public void write(byte[] bytes) {
      int offset = 0;
      while (offset < bytes.length) {
        if (piece.size() == PIECE_BYTES) {
          seal(false);
        }
        int count = Math.min(PIECE_BYTES - piece.size(), bytes.length - offset);
        piece.write(bytes, offset, count);
        offset += count;
      }
    }

    private void seal(boolean last) {
      byte[] sealed = sealer.seal(piece.toByteArray(), PURPOSE, piece(id, number++, last));
      piece.reset();
      ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + sealed.length);
      out.putInt(sealed.length).put(sealed).flip();
      try {
        while (out.hasRemaining()) {
          channel.write(out);
        }
      } catch (IOException e) {
        throw full(e);
      }
    }

    @Override
    public void finish() {
      seal(true);
      try {
        channel.force(true);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw full(e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
        Files.deleteIfExists(part);
      } catch (IOException e) {
        throw ProblemException.fault("An unfinished file could not be deleted.", e);
      }
    }
  }
}
