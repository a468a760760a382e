package dev.rollcall.gateway.domain.attendance;

/** Something about a record that a person should look at; it never decides. */
public enum Flag {
  AGE_DOES_NOT_FIT,
  GENDER_DOES_NOT_FIT,
  /** A held-back check-in whose device time cannot be believed: the server's time stands. */
  DEVICE_TIME_DOUBTFUL
}
