package dev.rollcall.gateway.adapter.vault;

import dev.rollcall.gateway.port.Sealer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Reads a sealed file from any place; holds one opened piece. Used by one thread at a time. */
final class SealedChannel implements SeekableByteChannel {
  private final FileChannel file;
  private final String id;
  private final String purpose;
  private final Sealer sealer;
  private final List<Long> offsets;
  private final long size;
  private long position;
  private int opened = -1;
  private byte[] piece = new byte[0];

  private SealedChannel(
      FileChannel file,
      String id,
      String purpose,
      Sealer sealer,
      List<Long> offsets,
      byte[] lastPiece) {
    this.file = file;
    this.id = id;
    this.purpose = purpose;
    this.sealer = sealer;
    this.offsets = offsets;
    this.size = (long) (offsets.size() - 1) * SealedFiles.PIECE_BYTES + lastPiece.length;
    this.piece = lastPiece;
    this.opened = offsets.size() - 1;
  }

  /** Finds the pieces and opens the last one, which tells the size and that nothing is cut off. */
  static SealedChannel open(Path path, String id, String purpose, Sealer sealer)
      throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      List<Long> offsets = new ArrayList<>();
      long offset = 0;
      while (offset < file.size()) {
        offsets.add(offset);
        offset += Integer.BYTES + length(file, offset);
      }
      if (offsets.isEmpty()) {
        throw new EOFException("the file is empty");
      }
      int last = offsets.size() - 1;
      byte[] end =
          sealer.open(sealed(file, offsets.get(last)), purpose, SealedFiles.piece(id, last, true));
      return new SealedChannel(file, id, purpose, sealer, List.copyOf(offsets), end);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static int length(FileChannel file, long offset) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    fill(file, length, offset);
    int bytes = length.flip().getInt();
    if (bytes < 0 || bytes > 2 * SealedFiles.PIECE_BYTES) {
      throw new IOException("a piece of " + bytes + " bytes");
    }
    return bytes;
  }

  private static byte[] sealed(FileChannel file, long offset) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length(file, offset));
    fill(file, bytes, offset + Integer.BYTES);
    return bytes.array();
  }

  private static void fill(FileChannel file, ByteBuffer buffer, long offset) throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int count = file.read(buffer, at);
      if (count < 0) {
        throw new EOFException("the file is cut off");
      }
      at += count;
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position >= size) {
      return -1;
    }
    int number = (int) (position / SealedFiles.PIECE_BYTES);
    if (number != opened) {
      piece =
          sealer.open(
              sealed(file, offsets.get(number)),
              purpose,
              SealedFiles.piece(id, number, number == offsets.size() - 1));
      opened = number;
    }
    int from = (int) (position % SealedFiles.PIECE_BYTES);
    int count = Math.min(target.remaining(), piece.length - from);
    target.put(piece, from, count);
    position += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException("a position of " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
