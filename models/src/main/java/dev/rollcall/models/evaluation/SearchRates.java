package dev.rollcall.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Error rates of open-set identification (ISO/IEC 19795-1). A probe without a face is a miss where
 * it is mated, and no false positive where it is not.
 */
final class SearchRates {
  private final double[] right;
  private final double[] strangers;
  private final int mated;

  SearchRates(List<Search> searches) {
    right =
        searches.stream().filter(Search::isRight).mapToDouble(Search::distance).sorted().toArray();
    strangers =
        searches.stream()
            .filter(search -> !search.isMated())
            .mapToDouble(Search::distance)
            .sorted()
            .toArray();
    mated = (int) searches.stream().filter(Search::isMated).count();
  }

  int mated() {
    return mated;
  }

  int strangers() {
    return strangers.length;
  }

  /** The share of mated probes whose nearest is the right person. */
  double rank1() {
    return (double) right.length / mated;
  }

  /** The greatest distance up to which at most that share of strangers is taken for somebody. */
  double threshold(double fpir) {
    int allowed = (int) Math.floor(fpir * strangers.length + 1e-9);
    return allowed >= strangers.length || strangers[allowed] > 2
        ? 2
        : Math.nextDown(strangers[allowed]);
  }

  /** The share of mated probes that are not found to be who they are up to that distance. */
  double fnir(double threshold) {
    return 1 - (double) Arrays.stream(right).filter(d -> d <= threshold).count() / mated;
  }

  double fnirAtFpir(double fpir) {
    return fnir(threshold(fpir));
  }

  /** False positives against misses, one point a stranger. */
  List<double[]> curve() {
    List<double[]> curve = new ArrayList<>();
    for (int i = 0; i < strangers.length && strangers[i] <= 2; i++) {
      curve.add(new double[] {(i + 1.0) / strangers.length, fnir(strangers[i])});
    }
    return curve;
  }
}
