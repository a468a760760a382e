package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.audit.Deed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Who changes something, and when that is.
 *
 * @param accountId the account that asks, or {@link Deed#SYSTEM}
 * @param zone in which the organisation counts its days
 */
public record Author(String accountId, Instant at, ZoneId zone) {
  /** The organisation's day. */
  public LocalDate today() {
    return at.atZone(zone).toLocalDate();
  }

  /** What the author does, for the log. */
  public Deed deed(String action, String... subjects) {
    return Deed.of(accountId, action, at, subjects);
  }
}
