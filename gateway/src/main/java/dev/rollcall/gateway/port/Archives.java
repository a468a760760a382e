package dev.rollcall.gateway.port;

import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Opens archives of pictures. */
public interface Archives {
  /**
   * Reads the directory and nothing else.
   *
   * @throws dev.rollcall.gateway.domain.problem.ProblemException FILE_UNREADABLE where it is no
   *     ZIP, is cut off, or holds more entries than are read
   */
  Archive open(SeekableByteChannel file);

  /** An open archive; used by one thread at a time. Closing it closes the file. */
  interface Archive extends AutoCloseable {
    /** Files, in the order of the archive, with their paths as they stand there. */
    List<String> paths();

    /**
     * What a file holds.
     *
     * @param index among {@link #paths}
     * @throws dev.rollcall.gateway.domain.problem.ProblemException IMAGE_TOO_LARGE where more than
     *     {@code mostBytes} come out, whatever the directory says or far more than the packed size
     *     can hold; IMAGE_CORRUPT where it is damaged or encrypted
     */
    byte[] read(int index, long mostBytes);

    @Override
    void close();
  }
}
