package dev.rollcall.gateway.domain.review;

/** Why a face is looked at. */
public enum ReviewKind {
  UNKNOWN,
  AMBIGUOUS,
  LOW_QUALITY,
  /** Checked in by a device that held it back longer than the site allows. */
  OFFLINE,
  /** Counts, but does not fit what is known of the person. */
  FLAGGED,
  /**
   * Counts, though it lay near the limit. Nobody is asked; the face is kept so that a wrong match
   * that is reported can teach.
   */
  MATCHED
}
