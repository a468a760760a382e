package dev.rollcall.gateway.adapter.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file of which so much is read and no more, until it is released: who reads a directory of
 * unknown size into memory stops in time. Not thread-safe.
 */
final class LimitedChannel implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private long left;

  LimitedChannel(SeekableByteChannel file, long limitBytes) {
    this.file = file;
    this.left = limitBytes;
  }

  /** From now on all of it may be read. */
  void release() {
    left = Long.MAX_VALUE;
  }

  /** True once more was wanted than there was to be had. */
  boolean isUsedUp() {
    return left <= 0;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (left <= 0) {
      throw new IOException("its list of files is too long");
    }
    int count = file.read(into);
    left -= Math.max(count, 0);
    return count;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return file.write(from);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
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
