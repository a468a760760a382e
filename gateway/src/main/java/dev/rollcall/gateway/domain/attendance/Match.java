package dev.rollcall.gateway.domain.attendance;

import org.jspecify.annotations.Nullable;

/**
 * Who a face is, and how near.
 *
 * @param personId the person where MATCHED, null otherwise
 * @param distance to the nearest person, matched or not; null where nobody is enrolled
 * @param threshold the largest distance that counts as one person
 */
public record Match(
    Decision decision, @Nullable String personId, @Nullable Double distance, double threshold) {
  public Match {
    if (decision == Decision.MATCHED != (personId != null)) {
      throw new IllegalArgumentException(decision + " with the person " + personId);
    }
  }

  /** The same face with no identity: somebody else has a better claim to the person. */
  public Match withoutIdentity(Decision instead) {
    return new Match(instead, null, distance, threshold);
  }
}
