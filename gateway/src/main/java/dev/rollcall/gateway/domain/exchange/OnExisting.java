package dev.rollcall.gateway.domain.exchange;

/** What happens to a person who is there already. */
public enum OnExisting {
  UPDATE,
  SKIP,
  FAIL
}
