package dev.rollcall.gateway.domain.attendance;

/**
 * Who a face is, where a session expects some people and not others.
 *
 * <p>Matched is who is nearest on the roster: a twin in another class does not make a pupil
 * ambiguous. But where somebody off the roster is nearer by more than a coin's throw, it is that
 * person who stands there, however near somebody on it may be.
 */
public final class RosterRule {
  private final MatchRule matchRule;

  public RosterRule(MatchRule matchRule) {
    this.matchRule = matchRule;
  }

  /**
   * Decides.
   *
   * @param everybody the nearest of the site
   * @param expected the nearest of those on the roster
   */
  public Identity decide(Nearest everybody, Nearest expected) {
    Candidate nearest = everybody.first();
    Candidate onRoster = expected.first();
    boolean somebodyElse =
        nearest != null
            && nearest.distance() <= matchRule.threshold()
            && (onRoster == null
                || onRoster.distance() > matchRule.threshold()
                || (!onRoster.personId().equals(nearest.personId())
                    && onRoster.distance() - nearest.distance() >= MatchRule.AMBIGUITY_MARGIN));
    if (!somebodyElse) {
      return new Identity(
          onRoster != null && onRoster.distance() <= matchRule.threshold()
              ? matchRule.decide(expected)
              : matchRule.decide(everybody),
          null);
    }
    Match match = matchRule.decide(everybody);
    return new Identity(match, match.decision() == Decision.MATCHED ? Reason.NOT_ON_ROSTER : null);
  }
}
