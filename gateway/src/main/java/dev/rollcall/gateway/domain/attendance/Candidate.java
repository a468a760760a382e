package dev.rollcall.gateway.domain.attendance;

/**
 * A person who might be the one.
 *
 * @param distance the least Euclidean distance over the person's shots, 0 to 2
 */
public record Candidate(String personId, double distance) {}
