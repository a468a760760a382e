package dev.rollcall.gateway.bench;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person's lesson of a day came to.
 *
 * @param id of the record
 * @param reason null for a check-in that counts
 * @param late minutes behind the grace
 * @param odd the age does not fit
 */
record Sighting(
    String id,
    Instant at,
    String person,
    String session,
    @Nullable String reason,
    int late,
    boolean odd) {}
