package dev.rollcall.gateway.adapter.vault;

import dev.rollcall.gateway.adapter.files.PrivateFile;
import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.PictureVault;
import dev.rollcall.gateway.port.Sealer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
 * One sealed file a picture, in folders by the last two characters of the id, which are random. The
 * root belongs to one database alone: a sweep deletes what that database does not know.
 */
public final class FileVault implements PictureVault {
  private static final String PICTURE = "picture";
  private static final int IDS_A_QUESTION = 500;

  private final Path root;
  private final Sealer sealer;
  private final InstantSource clock;

  public FileVault(Path root, Sealer sealer, InstantSource clock) {
    this.root = root;
    this.sealer = sealer;
    this.clock = clock;
  }

  private Path fileOf(String id) {
    if (!Ulid.looksLike(id)) {
      throw new IllegalArgumentException("not an identifier: " + id);
    }
    return root.resolve(id.substring(id.length() - 2)).resolve(id);
  }

  @Override
  public void write(String id, byte[] picture) {
    try {
      PrivateFile.write(fileOf(id), sealer.seal(picture, PICTURE, id));
    } catch (IOException e) {
      throw ProblemException.fault("The picture could not be written. Is the disk full?", e);
    }
  }

  @Override
  public Optional<byte[]> read(String id) {
    try {
      return Optional.of(sealer.open(Files.readAllBytes(fileOf(id)), PICTURE, id));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw ProblemException.fault("The picture could not be read.", e);
    }
  }

  @Override
  public void delete(String id) {
    try {
      Files.deleteIfExists(fileOf(id));
    } catch (IOException e) {
      throw ProblemException.fault("The picture could not be deleted.", e);
    }
  }

  @Override
  public int sweep(Duration age, UnaryOperator<Set<String>> known) {
    Instant youngest = clock.instant().minus(age);
    int deleted = 0;
    Map<String, Path> batch = new HashMap<>();
    try {
      PrivateFile.folder(root);
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          if (Files.getLastModifiedTime(file).toInstant().isAfter(youngest)) {
            continue;
          }
          batch.put(file.getFileName().toString(), file);
          if (batch.size() == IDS_A_QUESTION) {
            deleted += deleteUnknown(batch, known);
            batch.clear();
          }
        }
      }
      return deleted + deleteUnknown(batch, known);
    } catch (IOException | UncheckedIOException e) {
      throw ProblemException.fault("The pictures could not be looked through.", e);
    }
  }

  private static int deleteUnknown(Map<String, Path> batch, UnaryOperator<Set<String>> known)
      throws IOException {
    Set<String> unknown = new HashSet<>(batch.keySet());
    unknown.removeAll(known.apply(Set.copyOf(batch.keySet())));
    for (String name : unknown) {
      Files.deleteIfExists(batch.get(name));
    }
    return unknown.size();
  }
}
