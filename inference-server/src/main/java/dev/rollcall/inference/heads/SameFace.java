package dev.rollcall.inference.heads;

import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which candidates are one face seen more than once: by neighbouring anchors, in two
 * overlapping tiles, or as a part inside the whole.
 */
public final class SameFace {
  /**
   * Two people cheek to cheek overlap less; two anchors on one face more, and so do the boxes of
   * one face in two looks, which differ by a third of its side (chosen on three group photographs,
   * 60 faces).
   */
  private static final double SAME_IOU = 0.33;

  /** So much of the smaller box within the larger: an eye or a mouth taken for a face. */
  private static final double PART_OF = 0.65;

  /** A doubtful candidate that overlaps a sure one by this is that one seen askew. */
  private static final double ASKEW_IOU = 0.25;

  /** Share of the sure one's probability below which a candidate is doubtful. */
  private static final double DOUBTFUL = 0.8;

  private SameFace() {}

  /**
   * Keeps the first of each face.
   *
   * @param ranked the candidates, the most trusted first
   */
  public static List<Detected> keepFirst(List<Detected> ranked) {
    List<Detected> kept = new ArrayList<>();
    for (Detected candidate : ranked) {
      if (kept.stream().noneMatch(face -> isSame(face.box(), candidate.box()))) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  private static boolean isSame(Box one, Box other) {
    double smaller = Math.min(one.area(), other.area());
    double iou = one.iou(other);
    return iou > SAME_IOU
        || one.intersection(other) > PART_OF * smaller
        || (iou > ASKEW_IOU && other.probability() < DOUBTFUL * one.probability());
  }
}
