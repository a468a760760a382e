package dev.rollcall.gateway.domain.face;

/**
 * An estimate, never a ground to decide on.
 *
 * @param value {@code female} or {@code male}
 */
public record Gender(String value, float probability) {}
