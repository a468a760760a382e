package dev.rollcall.models.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The distances of every two pictures of a set, parted into those of one person and of two.
 *
 * <p>A block of rows is compared with a block of columns, so that both stay in a core's cache; the
 * cores share the blocks. Millions of pairs take seconds; nothing is kept but counts.
 */
final class EveryPair {
  private static final int BLOCK = 128;

  private final DistanceCounts genuine;
  private final DistanceCounts impostor;

  private EveryPair(DistanceCounts genuine, DistanceCounts impostor) {
    this.genuine = genuine;
    this.impostor = impostor;
  }

  /**
   * Compares the picture of row i with that of column j, for every i below j.
   *
   * @param rows unit vectors; empty where no face was found: all its pairs are never accepted
   * @param columns of the same pictures in the same order: as they are, or altered
   * @param people by picture
   */
  static EveryPair of(List<float[]> rows, List<float[]> columns, int[] people) {
    int workers = Runtime.getRuntime().availableProcessors();
    return IntStream.range(0, workers)
        .parallel()
        .mapToObj(
            worker -> {
              EveryPair own = new EveryPair(new DistanceCounts(), new DistanceCounts());
              for (int block = worker; block * BLOCK < rows.size(); block += workers) {
                for (int other = block; other * BLOCK < rows.size(); other++) {
                  own.compare(rows, columns, people, block * BLOCK, other * BLOCK);
                }
              }
              return own;
            })
        .reduce(EveryPair::joined)
        .orElseThrow();
  }

  private EveryPair joined(EveryPair other) {
    genuine.add(other.genuine);
    impostor.add(other.impostor);
    return this;
  }

  private void compare(
      List<float[]> rows, List<float[]> columns, int[] people, int fromRow, int fromColumn) {
    int endRow = Math.min(rows.size(), fromRow + BLOCK);
    int endColumn = Math.min(rows.size(), fromColumn + BLOCK);
    for (int i = fromRow; i < endRow; i++) {
      float[] row = rows.get(i);
      for (int j = Math.max(i + 1, fromColumn); j < endColumn; j++) {
        double distance = Distances.ofFound(row, columns.get(j));
        (people[i] == people[j] ? genuine : impostor).add(distance);
      }
    }
  }

  DistanceCounts genuine() {
    return genuine;
  }

  DistanceCounts impostor() {
    return impostor;
  }
}
