package dev.rollcall.models.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training at one moment, as a file: where it stands, and every variable as float32. Written
 * beside the old one and renamed, so that a crash leaves one of the two, whole.
 *
 * @param weights by the variable's name
 */
record Checkpoint(State state, Map<String, float[]> weights) {
  private static final int MAGIC = 0x524f4c32;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Where a training stands.
   *
   * @param setup what must be equal for a resumed training to be the same one
   * @param epoch epochs that are done
   * @param step steps of the next epoch that are done
   * @param lossSum of those steps
   * @param bestEpoch the epoch, counted from 1, with the best score; 0: none yet
   */
  record State(String setup, int epoch, int step, double lossSum, int bestEpoch, double bestScore) {
    static State beginning(String setup) {
      return new State(setup, 0, 0, 0, 0, Double.NEGATIVE_INFINITY);
    }
  }

  /** Writes or replaces the file; it is on disk when this returns. */
  void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20))) {
      out.writeInt(MAGIC);
      byte[] header = JSON.writeValueAsBytes(state);
      out.writeInt(header.length);
      out.write(header);
      out.writeInt(weights.size());
      for (Map.Entry<String, float[]> entry : weights.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeInt(entry.getValue().length);
        ByteBuffer bytes = ByteBuffer.allocate(entry.getValue().length * Float.BYTES);
        bytes.asFloatBuffer().put(entry.getValue());
        out.write(bytes.array());
      }
      out.flush();
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads a file.
   *
   * @throws IOException where it is no checkpoint
   */
  static Checkpoint read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is not a checkpoint of this program");
      }
      State state = JSON.readValue(in.readNBytes(in.readInt()), State.class);
      Map<String, float[]> weights = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        float[] values = new float[in.readInt()];
        byte[] bytes = in.readNBytes(values.length * Float.BYTES);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        weights.put(name, values);
      }
      return new Checkpoint(state, weights);
    }
  }
}
