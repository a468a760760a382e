package dev.rollcall.models.training;

import dev.rollcall.models.training.data.Augmentation;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.graph.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Varied faces with smoothed targets. Faces are small in the first epochs and grow, which gives the
 * same accuracy for about two thirds of the time (Howard's progressive resizing).
 */
final class EmotionBatches implements Batches {
  /** Of an epoch: a few dozen faces are gone through several times, each time varied anew. */
  private static final int LEAST_STEPS = 25;

  /** A batch holds at most this share of the faces, so that steps differ, but not less than 8. */
  private static final int LEAST_BATCHES = 8;

  private static final int LEAST_ROWS = 8;

  private final CropFile faces;
  private final float[] classWeights;
  private final Recipe recipe;
  private final EpochOrder order;

  /**
   * How batches are made.
   *
   * @param smoothing share of the target that is spread over all classes (Szegedy et al. 2016)
   */
  record Recipe(int epochs, int batch, Augmentation augmentation, double smoothing, long seed) {}

  EmotionBatches(CropFile faces, List<Integer> learn, float[] classWeights, Recipe recipe) {
    this.faces = faces;
    this.classWeights = classWeights.clone();
    this.recipe = recipe;
    this.order = new EpochOrder(learn, recipe.seed());
  }

  /** The last, incomplete batch of an epoch is left out. */
  @Override
  public int stepsPerEpoch() {
    return Math.max(LEAST_STEPS, order.size() / rows());
  }

  private int rows() {
    return Math.min(recipe.batch(), Math.max(LEAST_ROWS, order.size() / LEAST_BATCHES));
  }

  /**
   * Two thirds of the side for 40 % of the epochs, five sixths for 30 %, then all of it; faces of
   * less than 48 pixels have none to spare.
   */
  static int side(int full, int epoch, int epochs) {
    if (full < 48) {
      return full;
    }
    double done = (double) epoch / epochs;
    int wanted = done < 0.4 ? full * 2 / 3 : done < 0.7 ? full * 5 / 6 : full;
    return Math.max(8, wanted / 8 * 8);
  }

  @Override
  public Batch batch(int epoch, int step) throws IOException {
    int[] shuffled = order.of(epoch);
    int rows = rows();
    int side = side(faces.shape().width(), epoch, recipe.epochs());
    int classes = classWeights.length;
    int channels = faces.shape().channels();
    float[] images = new float[rows * side * side * channels];
    float[] targets = new float[rows * classes];
    float[] weights = new float[rows];
    float spread = (float) (recipe.smoothing() / classes);
    for (int row = 0; row < rows; row++) {
      int position = step * rows + row;
      int index = shuffled[position % shuffled.length];
      SplittableRandom random =
          new SplittableRandom(recipe.seed() + 1_000_003L * epoch + 7_919L * position);
      recipe
          .augmentation()
          .apply(
              faces.read(index),
              faces.shape(),
              side,
              random.split(),
              images,
              row * side * side * channels);
      int label = faces.entries().get(index).label();
      java.util.Arrays.fill(targets, row * classes, (row + 1) * classes, spread);
      targets[row * classes + label] += (float) (1 - recipe.smoothing());
      weights[row] = classWeights[label];
    }
    return new Batch(
        rows,
        Map.of(
            EmotionNet.IMAGE, new Batch.Block(images, rows, side, side, channels),
            EmotionNet.TARGET, new Batch.Block(targets, rows, classes),
            EmotionNet.WEIGHT, new Batch.Block(weights, rows)));
  }
}
