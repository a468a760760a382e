package dev.rollcall.gateway.domain.exchange;

/** What an import brings. */
public enum ImportKind {
  /** People, one a row of a CSV. */
  ROSTER,
  /** Faces, one a picture of a ZIP. */
  PICTURES
}
