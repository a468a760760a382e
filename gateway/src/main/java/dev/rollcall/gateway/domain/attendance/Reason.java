package dev.rollcall.gateway.domain.attendance;

/** Why a status is what it is: the closed list of the contract. */
public enum Reason {
  UNKNOWN_FACE,
  AMBIGUOUS,
  SPOOF,
  LIVENESS_REQUIRED,
  CHALLENGE_FAILED,
  LOCKED_OUT,
  LOW_QUALITY,
  NO_FACE,
  MULTIPLE_FACES,
  NOT_ON_ROSTER,
  OUTSIDE_WINDOW,
  DUPLICATE,
  EXPRESSION_MISMATCH,
  CONSENT_MISSING
}
