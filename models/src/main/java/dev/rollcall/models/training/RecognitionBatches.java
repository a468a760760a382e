package dev.rollcall.models.training;

import dev.rollcall.models.training.data.Augmentation;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.graph.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Batches of a few pictures each of several people, so that every batch holds pairs of both kinds.
 * An epoch goes once through all people of whom there are two pictures or more; people with one
 * picture fill up the rows and stand against all others.
 */
final class RecognitionBatches implements Batches {
  private static final int PICTURES_A_PERSON = 4;

  /** Of the rows, for people with one picture. */
  private static final int SINGLES_A_BATCH = 8;

  private final CropFile faces;
  private final int size;
  private final Augmentation augmentation;
  private final long seed;
  private final List<List<Integer>> people = new ArrayList<>();
  private final List<Integer> singles = new ArrayList<>();
  private final EpochOrder order;

  RecognitionBatches(
      CropFile faces, List<Integer> learn, int size, Augmentation augmentation, long seed) {
    this.faces = faces;
    this.size = size;
    this.augmentation = augmentation;
    this.seed = seed;
    Map<Integer, List<Integer>> byPerson = new TreeMap<>();
    for (int index : learn) {
      byPerson
          .computeIfAbsent(faces.entries().get(index).label(), person -> new ArrayList<>())
          .add(index);
    }
    List<Integer> numbers = new ArrayList<>();
    for (List<Integer> pictures : byPerson.values()) {
      if (pictures.size() > 1) {
        numbers.add(people.size());
        people.add(pictures);
      } else {
        singles.addAll(pictures);
      }
    }
    this.order = new EpochOrder(numbers, seed);
  }

  /** People of whom there are two pictures or more. */
  int people() {
    return people.size();
  }

  private int peopleABatch() {
    return Math.max(2, (size - (singles.isEmpty() ? 0 : SINGLES_A_BATCH)) / PICTURES_A_PERSON);
  }

  @Override
  public int stepsPerEpoch() {
    return Math.max(1, people.size() / peopleABatch());
  }

  @Override
  public Batch batch(int epoch, int step) throws IOException {
    int[] shuffled = order.of(epoch);
    SplittableRandom random = new SplittableRandom(seed + 1_000_003L * epoch + 7_919L * step);
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < peopleABatch(); i++) {
      List<Integer> pictures = people.get(shuffled[(step * peopleABatch() + i) % shuffled.length]);
      rows.addAll(some(pictures, PICTURES_A_PERSON, random));
    }
    for (int i = 0; i < SINGLES_A_BATCH && !singles.isEmpty(); i++) {
      rows.add(singles.get(random.nextInt(singles.size())));
    }
    return batch(rows, random);
  }

  private static List<Integer> some(List<Integer> from, int most, SplittableRandom random) {
    List<Integer> left = new ArrayList<>(from);
    List<Integer> chosen = new ArrayList<>();
    while (!left.isEmpty() && chosen.size() < most) {
      chosen.add(left.remove(random.nextInt(left.size())));
    }
    return chosen;
  }

  private Batch batch(List<Integer> rows, SplittableRandom random) throws IOException {
    CropFile.Shape shape = faces.shape();
    int n = rows.size();
    float[] images = new float[n * shape.size()];
    float[] same = new float[n * n];
    float[] other = new float[n * n];
    for (int row = 0; row < n; row++) {
      augmentation.apply(
          faces.read(rows.get(row)),
          shape,
          shape.width(),
          random.split(),
          images,
          row * shape.size());
      for (int column = 0; column < n; column++) {
        boolean one =
            faces.entries().get(rows.get(row)).label()
                == faces.entries().get(rows.get(column)).label();
        boolean picture = rows.get(row).equals(rows.get(column));
        same[row * n + column] = one && !picture ? 1 : 0;
        other[row * n + column] = one ? 0 : 1;
      }
    }
    return new Batch(
        n,
        Map.of(
            RecognitionNet.IMAGE,
                new Batch.Block(images, n, shape.height(), shape.width(), shape.channels()),
            RecognitionNet.SAME, new Batch.Block(same, n, n),
            RecognitionNet.OTHER, new Batch.Block(other, n, n)));
  }
}
