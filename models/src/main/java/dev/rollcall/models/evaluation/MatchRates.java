package dev.rollcall.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Error rates over distances: genuine ones should be small, impostors' great. A pair of which a
 * face was not found has the distance {@link Double#POSITIVE_INFINITY} and is accepted at no
 * threshold.
 *
 * <p>Immutable; both lists are sorted once.
 */
public final class MatchRates {
  private static final double FARTHEST = 2;

  private final double[] genuine;
  private final double[] impostor;

  /**
   * Takes copies.
   *
   * @throws IllegalArgumentException where either is empty or holds a NaN
   */
  public MatchRates(double[] genuine, double[] impostor) {
    if (genuine.length == 0 || impostor.length == 0) {
      throw new IllegalArgumentException("rates need at least one genuine and one impostor pair");
    }
    if (DoubleStream.concat(Arrays.stream(genuine), Arrays.stream(impostor))
        .anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("a distance is not a number");
    }
    this.genuine = genuine.clone();
    this.impostor = impostor.clone();
    Arrays.sort(this.genuine);
    Arrays.sort(this.impostor);
  }

  /**
   * One point of the curve.
   *
   * @param falseMatchRate the share of impostors up to the threshold
   * @param trueAcceptRate the share of genuine pairs up to the threshold
   */
  public record Point(double threshold, double falseMatchRate, double trueAcceptRate) {}

  /** The greatest threshold at which at most that share of impostors is accepted, 2 at most. */
  public double threshold(double falseMatchRate) {
    int accepted = (int) Math.floor(falseMatchRate * impostor.length + 1e-9);
    if (accepted >= impostor.length || impostor[accepted] > FARTHEST) {
      return FARTHEST;
    }
    return Math.nextDown(impostor[accepted]);
  }

  /** The share of genuine pairs up to the threshold. */
  public double trueAcceptRate(double threshold) {
    return (double) upTo(genuine, threshold) / genuine.length;
  }

  /** The share of impostors up to the threshold. */
  public double falseMatchRate(double threshold) {
    return (double) upTo(impostor, threshold) / impostor.length;
  }

  /** The probability that a genuine pair is nearer than an impostor; a tie counts half. */
  public double areaUnderCurve() {
    double wins = 0;
    for (double distance : genuine) {
      int nearer = below(impostor, distance);
      int tied = upTo(impostor, distance) - nearer;
      wins += impostor.length - nearer - tied + tied / 2.0;
    }
    return wins / genuine.length / impostor.length;
  }

  /** From (0, 0) on, one point a distance that occurs. */
  public List<Point> curve() {
    List<Point> curve = new ArrayList<>();
    curve.add(new Point(0, 0, 0));
    int accepted = 0;
    int matched = 0;
    while (accepted < genuine.length || matched < impostor.length) {
      double next =
          Math.min(
              accepted < genuine.length ? genuine[accepted] : Double.POSITIVE_INFINITY,
              matched < impostor.length ? impostor[matched] : Double.POSITIVE_INFINITY);
      if (Double.isInfinite(next)) {
        break;
      }
      accepted = upTo(genuine, next);
      matched = upTo(impostor, next);
      curve.add(
          new Point(next, (double) matched / impostor.length, (double) accepted / genuine.length));
    }
    return curve;
  }

  /**
   * Where false matches and false non-matches are equally frequent, on the straight line between
   * the two points of the curve around it.
   */
  public double equalErrorRate() {
    Point before = new Point(0, 0, 0);
    for (Point point : curve()) {
      double gap = point.falseMatchRate() - (1 - point.trueAcceptRate());
      if (gap >= 0) {
        double gapBefore = before.falseMatchRate() - (1 - before.trueAcceptRate());
        double share = gap == gapBefore ? 1 : -gapBefore / (gap - gapBefore);
        return before.falseMatchRate() + share * (point.falseMatchRate() - before.falseMatchRate());
      }
      before = point;
    }
    // So many faces were not found that the curve ends before it crosses.
    return 1 - before.trueAcceptRate();
  }

  /** The threshold that decides most pairs rightly: halfway between two neighbouring distances. */
  public double bestThreshold() {
    List<Point> curve = curve();
    double best = 0;
    double mostRight = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < curve.size(); i++) {
      Point point = curve.get(i);
      double right =
          point.trueAcceptRate() * genuine.length - point.falseMatchRate() * impostor.length;
      if (right > mostRight + 1e-6) {
        mostRight = right;
        double next = i + 1 < curve.size() ? curve.get(i + 1).threshold() : point.threshold();
        best = (point.threshold() + next) / 2;
      }
    }
    return best;
  }

  private static int upTo(double[] sorted, double limit) {
    return limit == Double.POSITIVE_INFINITY ? sorted.length : below(sorted, Math.nextUp(limit));
  }

  private static int below(double[] sorted, double limit) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < limit) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
