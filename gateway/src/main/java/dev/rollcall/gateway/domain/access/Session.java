package dev.rollcall.gateway.domain.access;

import java.time.Instant;

/**
 * A user who is signed in somewhere; its token is known to its holder alone.
 *
 * @param lastSeenAt to the minute
 * @param userAgent what the browser says it is
 */
public record Session(
    String id,
    String accountId,
    Instant createdAt,
    Instant lastSeenAt,
    Instant expiresAt,
    String userAgent) {}
