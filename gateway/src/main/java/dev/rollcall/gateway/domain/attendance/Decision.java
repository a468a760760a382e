package dev.rollcall.gateway.domain.attendance;

/** Who a face is: one person, nobody known, or two people too near each other to tell. */
public enum Decision {
  MATCHED,
  UNKNOWN,
  AMBIGUOUS
}
