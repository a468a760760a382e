package dev.rollcall.models.training.data;

import dev.rollcall.models.training.watch.TrainingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What should be known of the data before hours are spent on it.
 *
 * @param labels names
 * @param learn faces to learn from, by label
 * @param choose faces kept aside, by label
 * @param unreadable file and reason, one line each
 * @param acrossSplit pairs of faces on both sides of the split that look like one picture
 * @param sharpness the median of the faces' Laplacian energy over their variance
 * @param weighable whether the training can weigh the labels against each other
 */
public record DataCheck(
    List<String> labels,
    List<Integer> learn,
    List<Integer> choose,
    List<String> unreadable,
    List<String> acrossSplit,
    double sharpness,
    boolean weighable) {
  /**
   * Faces cut from sharp pictures to 48 pixels lie at 0.1 to 1; below this they hold no detail that
   * a camera would not show finer.
   */
  private static final double BLURRED = 0.02;

  private static final int SAMPLED = 400;

  /**
   * Correlation of the pixels. Faces cut alike agree in their fingerprints without being one
   * picture: of UTKFace's and FER2013's pairs that do, nearly all lie above 0.95 (the same
   * photograph) or below 0.9 (another face).
   */
  private static final double ONE_PICTURE = 0.93;

  public DataCheck {
    labels = List.copyOf(labels);
    learn = List.copyOf(learn);
    choose = List.copyOf(choose);
    unreadable = List.copyOf(unreadable);
    acrossSplit = List.copyOf(acrossSplit);
  }

  /**
   * Checks.
   *
   * @throws TrainingException where a label has no face to learn from, or there is none to choose
   *     by
   */
  public static DataCheck of(
      CropFile faces, Split split, List<String> labels, List<String> unreadable)
      throws IOException {
    List<Integer> learn = count(faces, split.learn(), labels.size());
    for (int i = 0; i < labels.size(); i++) {
      if (learn.get(i) == 0) {
        throw new TrainingException(
            "%s has no usable face (%d files could not be used%s): add pictures in which the face can be found, or remove the folder"
                .formatted(
                    labels.get(i),
                    unreadable.size(),
                    unreadable.isEmpty() ? "" : ", such as " + unreadable.get(0)));
      }
    }
    return counted(faces, split, labels, unreadable, true);
  }

  /**
   * Checks where a label may be empty: decades of age.
   *
   * @throws TrainingException where there is no face to choose by
   */
  public static DataCheck ofOrdered(
      CropFile faces, Split split, List<String> labels, List<String> unreadable)
      throws IOException {
    return counted(faces, split, labels, unreadable, false);
  }

  private static DataCheck counted(
      CropFile faces, Split split, List<String> labels, List<String> unreadable, boolean weighable)
      throws IOException {
    List<Integer> learn = count(faces, split.learn(), labels.size());
    List<Integer> choose = count(faces, split.choose(), labels.size());
    if (split.choose().isEmpty() || split.learn().isEmpty()) {
      throw new TrainingException(
          "nothing can be kept aside to choose by: every label needs two pictures (or videos) at"
              + " least");
    }
    return new DataCheck(
        labels,
        learn,
        choose,
        unreadable,
        acrossSplit(faces, split),
        sharpness(faces, split),
        weighable);
  }

  private static List<Integer> count(CropFile faces, List<Integer> indices, int labels) {
    Integer[] counts = new Integer[labels];
    Arrays.fill(counts, 0);
    indices.forEach(index -> counts[faces.entries().get(index).label()]++);
    return List.of(counts);
  }

  /**
   * Pairs with nearly equal fingerprints whose pixels agree as well. Two hashes that differ in at
   * most {@link Fingerprint#SAME} bits agree in one of its 16-bit quarters at least, which is what
   * is looked up.
   */
  private static List<String> acrossSplit(CropFile faces, Split split) throws IOException {
    List<Map<Integer, List<Integer>>> quarters = new ArrayList<>();
    for (int quarter = 0; quarter < 4; quarter++) {
      Map<Integer, List<Integer>> byBits = new HashMap<>();
      for (int index : split.choose()) {
        byBits
            .computeIfAbsent(bits(faces.entries().get(index), quarter), bits -> new ArrayList<>())
            .add(index);
      }
      quarters.add(byBits);
    }
    List<String> pairs = new ArrayList<>();
    for (int index : split.learn()) {
      CropFile.Entry learnt = faces.entries().get(index);
      for (int quarter = 0; quarter < 4; quarter++) {
        for (int other : quarters.get(quarter).getOrDefault(bits(learnt, quarter), List.of())) {
          CropFile.Entry chosen = faces.entries().get(other);
          if (isFirstCommonQuarter(learnt, chosen, quarter)
              && Fingerprint.distance(learnt.fingerprint(), chosen.fingerprint())
                  <= Fingerprint.SAME
              && correlation(faces.read(index), faces.read(other)) >= ONE_PICTURE) {
            pairs.add(learnt.source() + " and " + chosen.source());
          }
        }
      }
    }
    return pairs;
  }

  private static double correlation(byte[] a, byte[] b) {
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int i = 0; i < a.length; i++) {
      double x = a[i] & 0xff;
      double y = b[i] & 0xff;
      sumA += x;
      sumB += y;
      squaresA += x * x;
      squaresB += y * y;
      products += x * y;
    }
    double together = products - sumA * sumB / a.length;
    double alone = (squaresA - sumA * sumA / a.length) * (squaresB - sumB * sumB / a.length);
    // Two even pictures do not vary at all, and are one.
    return alone <= 0 ? 1 : together / Math.sqrt(alone);
  }

  private static boolean isFirstCommonQuarter(CropFile.Entry a, CropFile.Entry b, int quarter) {
    for (int earlier = 0; earlier < quarter; earlier++) {
      if (bits(a, earlier) == bits(b, earlier)) {
        return false;
      }
    }
    return true;
  }

  private static int bits(CropFile.Entry entry, int quarter) {
    return (int) (entry.fingerprint() >>> (16 * quarter)) & 0xffff;
  }

  private static double sharpness(CropFile faces, Split split) throws IOException {
    List<Integer> all = split.learn();
    int step = Math.max(1, all.size() / SAMPLED);
    List<Double> energies = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      energies.add(sharpness(faces.read(all.get(i)), faces.shape()));
    }
    energies.sort(null);
    return energies.get(energies.size() / 2);
  }

  private static double sharpness(byte[] face, CropFile.Shape shape) {
    int channels = shape.channels();
    int row = shape.width() * channels;
    double sum = 0;
    double squares = 0;
    double edges = 0;
    int n = 0;
    for (int y = 1; y < shape.height() - 1; y++) {
      for (int x = 1; x < shape.width() - 1; x++) {
        int at = y * row + x * channels;
        int value = face[at] & 0xff;
        int around =
            (face[at - row] & 0xff)
                + (face[at + row] & 0xff)
                + (face[at - channels] & 0xff)
                + (face[at + channels] & 0xff);
        edges += (double) (around - 4 * value) * (around - 4 * value);
        sum += value;
        squares += (double) value * value;
        n++;
      }
    }
    return edges / Math.max(1, squares - sum * sum / n);
  }

  /** For a person, one line each; warnings begin with "note:". */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(labels.size(), 20); i++) {
      lines.add(
          "%-16s %6d to learn from, %5d kept aside to choose by"
              .formatted(labels.get(i), learn.get(i), choose.get(i)));
    }
    if (labels.size() > 20) {
      lines.add("and %d labels more".formatted(labels.size() - 20));
    }
    if (!unreadable.isEmpty()) {
      lines.add(
          "note: %d files could not be used, such as %s"
              .formatted(unreadable.size(), unreadable.get(0)));
    }
    if (!acrossSplit.isEmpty()) {
      lines.add(
          "note: %d pairs of near-duplicates lie across the split, such as %s; what is kept aside"
                  .formatted(acrossSplit.size(), acrossSplit.get(0))
              + " will look a little too easy");
    }
    int least = learn.stream().min(Integer::compare).orElse(0);
    int most = learn.stream().max(Integer::compare).orElse(0);
    if (labels.size() <= 20 && most > 10 * Math.max(1, least)) {
      lines.add(
          "note: the largest label has %d times the faces of the smallest%s"
              .formatted(
                  most / Math.max(1, least),
                  weighable ? "; --balance weighs them" : ", which will be guessed worse"));
    }
    if (sharpness < BLURRED) {
      lines.add(
          ("note: these pictures are blurred (sharpness %.4f; cut from a camera's they have 0.1 to"
                  + " 1): a network trained on them will not know what a camera shows. Use the"
                  + " originals, or say with --blurred SIGMA how far, in pixels of 48")
              .formatted(sharpness));
    }
    return lines;
  }
}
