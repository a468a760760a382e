package dev.rollcall.gateway.domain.attendance;

/** Whether a face counts as attendance. */
public enum Status {
  VALID,
  INVALID
}
