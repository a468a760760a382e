package dev.rollcall.models.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * Scalars for TensorBoard: {@code Event} messages in TFRecord framing, which is length, masked
 * CRC-32C of it, bytes, masked CRC-32C of them, all little-endian.
 */
final class EventFile implements AutoCloseable {
  private static final int MASK = 0xa282ead8;

  private final OutputStream file;

  private EventFile(OutputStream file) {
    this.file = file;
  }

  /** A new file; TensorBoard joins those of one folder. */
  static EventFile create(Path folder) throws IOException {
    Files.createDirectories(folder);
    Instant now = Instant.now();
    EventFile events =
        new EventFile(
            Files.newOutputStream(
                folder.resolve(
                    "events.out.tfevents.%010d.%06d.rollcall"
                        .formatted(now.getEpochSecond(), now.getNano() / 1000))));
    events.write(event(now).setFileVersion("brain.Event:2").build());
    return events;
  }

  void add(long step, Map<String, Double> scalars) throws IOException {
    Summary.Builder summary = Summary.newBuilder();
    scalars.forEach(
        (name, value) ->
            summary.addValue(
                Summary.Value.newBuilder().setTag(name).setSimpleValue(value.floatValue())));
    write(event(Instant.now()).setStep(step).setSummary(summary).build());
    file.flush();
  }

  private static Event.Builder event(Instant now) {
    return Event.newBuilder().setWallTime(now.toEpochMilli() / 1000.0);
  }

  private void write(Event event) throws IOException {
    byte[] bytes = event.toByteArray();
    byte[] length = new byte[Long.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length);
    file.write(length);
    writeSum(length);
    file.write(bytes);
    writeSum(bytes);
  }

  private void writeSum(byte[] of) throws IOException {
    byte[] sum = new byte[Integer.BYTES];
    ByteBuffer.wrap(sum).order(ByteOrder.LITTLE_ENDIAN).putInt(masked(of));
    file.write(sum);
  }

  static int masked(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
