package dev.rollcall.models.packs;

/** Which terms of use a site accepts. */
public enum Terms {
  /** All that the weights' authors allow, research-only training data included, and marked. */
  ANY,
  /** No weights whose training data is for research alone. */
  STRICT
}
