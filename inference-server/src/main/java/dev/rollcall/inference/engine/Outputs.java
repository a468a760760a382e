package dev.rollcall.inference.engine;

import java.util.Arrays;
import java.util.Map;

/**
 * What a network answered: a block of floats a name, each cut into equal rows.
 *
 * @param rows as many as went in
 */
public record Outputs(int rows, Map<String, float[]> blocks) {
  public Outputs {
    blocks = Map.copyOf(blocks);
    for (Map.Entry<String, float[]> block : blocks.entrySet()) {
      if (rows < 1 || block.getValue().length % rows != 0) {
        throw new EngineException(
            "output %s has %d values, which is not a multiple of %d rows"
                .formatted(block.getKey(), block.getValue().length, rows));
      }
    }
  }

  /** One row of every block, copied. */
  public Row row(int index) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // No array of a generic type can be made.
    Map.Entry<String, float[]>[] cut = new Map.Entry[blocks.size()];
    int at = 0;
    for (Map.Entry<String, float[]> block : blocks.entrySet()) {
      int length = block.getValue().length / rows;
      cut[at++] =
          Map.entry(
              block.getKey(),
              Arrays.copyOfRange(block.getValue(), index * length, (index + 1) * length));
    }
    return new Row(Map.ofEntries(cut));
  }

  /** One face's values by output name. */
  public record Row(Map<String, float[]> values) {
    public Row {
      values = Map.copyOf(values);
    }

    /**
     * The values of one output.
     *
     * @param length how many there must be
     * @throws EngineException where the network has no such output, or one of another length: it is
     *     not what its manifest says
     */
    public float[] get(String name, int length) {
      float[] found = get(name);
      if (found.length != length) {
        throw new EngineException(
            "output %s has %d values a row where %d belong; the manifest names the wrong task"
                .formatted(name, found.length, length));
      }
      return found;
    }

    /**
     * The values of one output, however many.
     *
     * @throws EngineException where the network has no such output
     */
    public float[] get(String name) {
      float[] found = values.get(name);
      if (found == null) {
        throw new EngineException(
            "the network has no output %s, only %s; the manifest names the wrong task"
                .formatted(name, values.keySet()));
      }
      return found;
    }

    public boolean has(String name) {
      return values.containsKey(name);
    }

    /** False where any value is infinite or not a number. */
    public boolean isFinite() {
      for (float[] block : values.values()) {
        for (float value : block) {
          if (!Float.isFinite(value)) {
            return false;
          }
        }
      }
      return true;
    }
  }
}
