package dev.rollcall.models.evaluation;

/**
 * One search of the roster.
 *
 * @param mate who it is; empty for a stranger
 * @param nearest who was nearest; empty where no face was found
 * @param distance to the nearest; infinite where no face was found
 */
record Search(String probe, String mate, String nearest, double distance, boolean found) {
  boolean isMated() {
    return !mate.isEmpty();
  }

  /** The nearest is the right one, at whatever distance. */
  boolean isRight() {
    return isMated() && mate.equals(nearest);
  }
}
