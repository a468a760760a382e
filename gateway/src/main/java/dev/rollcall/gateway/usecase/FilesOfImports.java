package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.ImportFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The file of an import, whole or from any place. */
final class FilesOfImports {
  private FilesOfImports() {}

  static SeekableByteChannel open(ImportFiles files, String id) {
    return files
        .open(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.FILE_UNREADABLE, "The file is not here any more. Send it again."));
  }

  /** All of it; a file above the limit is FILE_UNREADABLE. */
  static byte[] whole(ImportFiles files, String id, long mostBytes) {
    try (SeekableByteChannel channel = open(files, id)) {
      if (channel.size() > mostBytes) {
        throw new ProblemException(
            ProblemCode.FILE_UNREADABLE,
            "A list may have %d MiB. Split the file.".formatted(mostBytes >> 20));
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Goes on until it is full.
      }
      return bytes.array();
    } catch (IOException e) {
      throw ProblemException.fault("The file could not be read.", e);
    }
  }
}
