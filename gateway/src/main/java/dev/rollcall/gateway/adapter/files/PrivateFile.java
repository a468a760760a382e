package dev.rollcall.gateway.adapter.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Files of mode 0600 in folders of mode 0700. A reader sees the old content or the new, never a
 * part: the bytes go to a file of another name, onto the disk, and then take the place.
 */
public final class PrivateFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFile() {}

  /** Makes the folder and those above it, readable by the owner alone where they are new. */
  public static Path folder(Path folder) throws IOException {
    return Files.createDirectories(folder, OWNER_ONLY_FOLDER);
  }

  /** Writes, replacing what stands there. */
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Path part = Files.createTempFile(folder, ".new-", null, OWNER_ONLY);
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  public static void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes where nothing stands.
   *
   * @throws FileAlreadyExistsException where something does: a key is never overwritten
   */
  public static void writeNew(Path file, String content) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    write(file, content);
  }

  /** Reads a text, and takes group's and others' rights away where somebody gave them. */
  public static String read(Path file) throws IOException {
    Set<PosixFilePermission> owner =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if (!owner.containsAll(Files.getPosixFilePermissions(file))) {
      Files.setPosixFilePermissions(file, owner);
    }
    return Files.readString(file);
  }
}
