package dev.rollcall.inference.face;

/** What a caller may ask of each face beyond its box. */
public enum Feature {
  EMBEDDING,
  AGE_GENDER,
  EMOTION,
  LIVENESS,
  QUALITY,
  LANDMARKS_68,
  MESH
}
