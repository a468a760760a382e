package dev.rollcall.gateway.domain.attendance;

/** Whether a picture stands for its dominant face or for each of its faces. */
public enum Mode {
  SINGLE,
  GROUP
}
