package dev.rollcall.gateway.domain.attendance;

/** Coming or going, where the caller says so. */
public enum Direction {
  IN,
  OUT
}
