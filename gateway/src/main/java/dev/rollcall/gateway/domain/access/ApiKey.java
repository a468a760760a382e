package dev.rollcall.gateway.domain.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key for programs; the key itself is known to its holder alone.
 *
 * @param scopes what the key may do of what its maker may; null for all of it
 * @param expiresAt null where it does not end by itself
 * @param lastUsedAt to the minute; null where never
 */
public record ApiKey(
    String id,
    String name,
    @Nullable Set<Permission> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {}
