package dev.rollcall.gateway.domain.access;

/** How far a permission goes. */
public enum Extent {
  /** Not at all. */
  NONE,
  /** Own groups for a manager, oneself for a member, what is open now for a kiosk. */
  OWN,
  /** The whole organisation. */
  ALL
}
