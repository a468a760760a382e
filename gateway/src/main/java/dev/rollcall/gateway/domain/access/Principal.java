package dev.rollcall.gateway.domain.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking.
 *
 * @param accountId whose rights it has
 * @param means how it showed who it is
 * @param expiresAt when the session ends; null for an API key
 */
public record Principal(
    String accountId, String username, Means means, @Nullable Instant expiresAt) {
  /** A session of a person, or a key of a program. */
  public enum Means {
    SESSION,
    API_KEY
  }
}
