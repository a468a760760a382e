package dev.rollcall.gateway.domain.attendance;

import org.jspecify.annotations.Nullable;

/**
 * Who a face is, and whether that person may count here at all.
 *
 * @param refusal NOT_ON_ROSTER, or null
 */
public record Identity(Match match, @Nullable Reason refusal) {}
