package dev.rollcall.gateway.domain.attendance;

/**
 * Turns distances into an identity.
 *
 * <p>Up to the threshold a face counts as the nearest person. Where a second person lies within the
 * threshold too and less than the margin further away, a coin would decide: that is AMBIGUOUS.
 *
 * @param threshold the embedder's own, calibrated for a wanted false match rate
 */
public record MatchRule(double threshold) {
  /**
   * Distances of one face in two pictures of a burst differ by about this much, so two people
   * nearer to each other than this cannot be told apart.
   */
  public static final double AMBIGUITY_MARGIN = 0.02;

  public MatchRule {
    if (!(threshold > 0 && threshold < 2)) {
      throw new IllegalArgumentException("a match threshold of " + threshold);
    }
  }

  public Match decide(Nearest nearest) {
    Candidate first = nearest.first();
    if (first == null) {
      return new Match(Decision.UNKNOWN, null, null, threshold);
    }
    if (first.distance() > threshold) {
      return new Match(Decision.UNKNOWN, null, first.distance(), threshold);
    }
    Candidate second = nearest.second();
    if (second != null
        && second.distance() <= threshold
        && second.distance() - first.distance() < AMBIGUITY_MARGIN) {
      return new Match(Decision.AMBIGUOUS, null, first.distance(), threshold);
    }
    return new Match(Decision.MATCHED, first.personId(), first.distance(), threshold);
  }
}
