package dev.rollcall.inference.face;

import java.util.List;

/**
 * A face that the detector has found.
 *
 * @param fivePoints left eye, right eye, nose tip, left and right mouth corner as seen in the
 *     picture; empty where the detector brings none
 */
public record Detected(Box box, List<Point> fivePoints) {
  public Detected {
    fivePoints = List.copyOf(fivePoints);
    if (!fivePoints.isEmpty() && fivePoints.size() != 5) {
      throw new IllegalArgumentException("five points or none, not " + fivePoints.size());
    }
  }
}
