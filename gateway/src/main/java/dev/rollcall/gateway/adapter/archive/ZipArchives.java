package dev.rollcall.gateway.adapter.archive;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Archives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * ZIP, with names in UTF-8 or as the entry says.
 *
 * <p>Memory: the directory, at most {@link #MOST_ENTRIES} entries and {@link #MOST_DIRECTORY_BYTES}
 * of it, and one file at a time. A file is read no further than the limit, whatever size its header
 * claims; and a file that grows beyond {@link #MOST_GROWTH} times its packed size is no picture but
 * a bomb.
 */
public final class ZipArchives implements Archives {
  static final int MOST_ENTRIES = 50_000;

  /** Twice what so many entries with long names have; each byte takes ten once it is read. */
  static final long MOST_DIRECTORY_BYTES = 32L << 20;

  /** An empty BMP packs about a thousand to one; photographs hardly at all. */
  private static final long MOST_GROWTH = 1200;

  private static final int READ_BYTES = 64 << 10;

  @Override
  public Archive open(SeekableByteChannel file) {
    LimitedChannel limited = new LimitedChannel(file, MOST_DIRECTORY_BYTES);
    try {
      ZipFile zip = ZipFile.builder().setSeekableByteChannel(limited).get();
      limited.release();
      List<ZipArchiveEntry> entries = new ArrayList<>();
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (!entry.isDirectory()) {
          entries.add(entry);
        }
      }
      if (entries.size() > MOST_ENTRIES) {
        zip.close();
        throw unreadable(
            "The archive holds %d files; at most %d are read. Split it."
                .formatted(entries.size(), MOST_ENTRIES));
      }
      return new Open(zip, List.copyOf(entries));
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(
          limited.isUsedUp()
              ? "The archive's list of files is too long to be read. Split it."
              : "The file is no ZIP, or is cut off (%s). Pack the pictures anew and send it again."
                  .formatted(e.getMessage()));
    }
  }

  private static ProblemException unreadable(String detail) {
    return new ProblemException(ProblemCode.FILE_UNREADABLE, detail);
  }

  private record Open(ZipFile zip, List<ZipArchiveEntry> entries) implements Archive {
    @Override
    public List<String> paths() {
      return entries.stream().map(ZipArchiveEntry::getName).toList();
    }

    @Override
    public byte[] read(int index, long mostBytes) {
      ZipArchiveEntry entry = entries.get(index);
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw new ProblemException(
            ProblemCode.IMAGE_CORRUPT,
            "The file is encrypted in the archive. Pack it without a password.");
      }
      if (!zip.canReadEntryData(entry)) {
        throw new ProblemException(
            ProblemCode.IMAGE_CORRUPT,
            "The file is packed in a way that is not read here. Pack it as a plain ZIP.");
      }
      try (InputStream content = zip.getInputStream(entry)) {
        return read(content, Math.max(entry.getCompressedSize(), 0), mostBytes);
      } catch (IOException e) {
        throw new ProblemException(
            ProblemCode.IMAGE_CORRUPT,
            "The file is damaged in the archive (%s). Pack it anew.".formatted(e.getMessage()));
      }
    }

    private static byte[] read(InputStream content, long packedBytes, long mostBytes)
        throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      byte[] part = new byte[READ_BYTES];
      while (true) {
        int count = content.read(part);
        if (count < 0) {
          return whole.toByteArray();
        }
        whole.write(part, 0, count);
        if (whole.size() > mostBytes) {
          throw new ProblemException(
              ProblemCode.IMAGE_TOO_LARGE,
              "The file has more than %d MiB. Send a smaller picture.".formatted(mostBytes >> 20));
        }
        if (whole.size() > READ_BYTES && whole.size() > packedBytes * MOST_GROWTH) {
          throw new ProblemException(
              ProblemCode.IMAGE_TOO_LARGE,
              "The file grows beyond measure when it is unpacked. It is no photograph.");
        }
      }
    }

    @Override
    public void close() {
      try {
        zip.close();
      } catch (IOException e) {
        throw ProblemException.fault("The archive could not be closed.", e);
      }
    }
  }
}
