package dev.rollcall.gateway.domain.face;

/** What can be asked of a face beyond where it is. */
public enum Feature {
  EMBEDDING,
  AGE_GENDER,
  EMOTION,
  LIVENESS,
  QUALITY
}
