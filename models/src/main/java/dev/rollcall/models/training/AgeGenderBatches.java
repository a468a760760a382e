package dev.rollcall.models.training;

import dev.rollcall.models.training.data.Augmentation;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.graph.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Varied faces with age and gender. */
final class AgeGenderBatches implements Batches {
  private final CropFile faces;
  private final int size;
  private final Augmentation augmentation;
  private final long seed;
  private final EpochOrder order;

  AgeGenderBatches(
      CropFile faces, List<Integer> learn, int size, Augmentation augmentation, long seed) {
    this.faces = faces;
    this.size = size;
    this.augmentation = augmentation;
    this.seed = seed;
    this.order = new EpochOrder(learn, seed);
  }

  @Override
  public int stepsPerEpoch() {
    return Math.max(1, order.size() / size);
  }

  @Override
  public Batch batch(int epoch, int step) throws IOException {
    int[] shuffled = order.of(epoch);
    int rows = Math.min(size, shuffled.length);
    CropFile.Shape shape = faces.shape();
    float[] images = new float[rows * shape.size()];
    float[] years = new float[rows];
    float[] bins = new float[rows * AgeGenderNet.BINS];
    float[] genders = new float[rows * 2];
    for (int row = 0; row < rows; row++) {
      int position = step * size + row;
      int index = shuffled[position];
      CropFile.Entry entry = faces.entries().get(index);
      augmentation.apply(
          faces.read(index),
          shape,
          shape.width(),
          new SplittableRandom(seed + 1_000_003L * epoch + 7_919L * position),
          images,
          row * shape.size());
      double age = entry.values().get(0);
      years[row] = (float) age;
      System.arraycopy(
          AgeGenderNet.target(age), 0, bins, row * AgeGenderNet.BINS, AgeGenderNet.BINS);
      genders[row * 2 + entry.values().get(1).intValue()] = 1;
    }
    return new Batch(
        rows,
        Map.of(
            AgeGenderNet.IMAGE,
                new Batch.Block(images, rows, shape.height(), shape.width(), shape.channels()),
            AgeGenderNet.YEARS, new Batch.Block(years, rows),
            AgeGenderNet.BINS_TARGET, new Batch.Block(bins, rows, AgeGenderNet.BINS),
            AgeGenderNet.GENDER_TARGET, new Batch.Block(genders, rows, 2)));
  }
}
