package dev.rollcall.gateway.domain.access;

import java.time.Instant;

/** A key for programs; the key itself is known to its holder alone. */
public record ApiKey(String id, String name, Instant createdAt) {}
