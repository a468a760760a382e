package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Face;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The one face a picture is of: the largest, where it has at least twice the area of any other. */
public final class DominantFace {
  private static final double TIMES_LARGER = 2;

  private DominantFace() {}

  /** Empty where there is no face, or no face stands out. */
  public static Optional<Face> of(List<Face> faces) {
    List<Face> largestFirst =
        faces.stream()
            .sorted(Comparator.comparingDouble((Face face) -> face.box().area()).reversed())
            .toList();
    if (largestFirst.isEmpty()) {
      return Optional.empty();
    }
    boolean standsOut =
        largestFirst.size() == 1
            || largestFirst.get(0).box().area() >= TIMES_LARGER * largestFirst.get(1).box().area();
    return standsOut ? Optional.of(largestFirst.get(0)) : Optional.empty();
  }
}
