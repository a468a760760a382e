package dev.rollcall.gateway.domain.register;

/** What a session says of a person. */
public enum Presence {
  PRESENT,
  LATE,
  HALF_DAY,
  ABSENT,
  EXCUSED,
  /** Has not come, and may yet. */
  PENDING;

  /** True for everybody who was there, for however long. */
  public boolean attended() {
    return this == PRESENT || this == LATE || this == HALF_DAY;
  }
}
