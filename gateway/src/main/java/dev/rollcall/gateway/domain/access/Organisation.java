package dev.rollcall.gateway.domain.access;

import java.time.Instant;

/**
 * A school, a company: what is in one is not there for another.
 *
 * @param version counts the changes
 */
public record Organisation(String id, String name, Instant createdAt, long version) {
  /** The one that a site begins with; its owners can make others. */
  public static final String FIRST = "00000000000000000000000001";
}
