package dev.rollcall.inference.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An engine that does next to nothing: a row is answered with its own first bytes, under the name
 * {@code embedding}. So what is left is the cost of everything around it, and a row that reaches
 * the wrong caller is known by its bytes.
 */
public final class IdentityEngine implements Engine {
  /** Values of an answer. */
  public static final int LENGTH = 8;

  private final int permits;

  public IdentityEngine() {
    this(1);
  }

  public IdentityEngine(int permits) {
    this.permits = permits;
  }

  /** A row that is known by its number. */
  public static Raster row(int number, int side) {
    byte[] pixels = new byte[side * side * 3];
    for (int i = 0; i < Integer.BYTES; i++) {
      pixels[i] = (byte) (number >>> (8 * i));
    }
    return new Raster(side, side, pixels);
  }

  /** The number of the row that was answered. */
  public static int number(Outputs.Row row) {
    float[] bytes = row.get("embedding", LENGTH);
    int number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number |= (int) bytes[i] << (8 * i);
    }
    return number;
  }

  @Override
  public Network load(Path savedModel) throws IOException {
    return network();
  }

  public static Network network() {
    return new Identity();
  }

  private static final class Identity implements Network {
    @Override
    public Outputs run(List<Raster> rows) {
      float[] block = new float[rows.size() * LENGTH];
      for (int i = 0; i < rows.size(); i++) {
        byte[] pixels = rows.get(i).rgb();
        for (int k = 0; k < LENGTH; k++) {
          block[i * LENGTH + k] = pixels[k] & 0xFF;
        }
      }
      return new Outputs(rows.size(), Map.of("embedding", block));
    }

    @Override
    public Map<String, List<Integer>> rowShapes() {
      return Map.of("embedding", List.of(LENGTH));
    }

    @Override
    public void close() {}
  }

  @Override
  public Device device() {
    return new Device("cpu", "identity");
  }

  @Override
  public int permits() {
    return permits;
  }

  @Override
  public void close() {}
}
