package dev.rollcall.gateway.domain.face;

/** A point of a face in pixels of the upright picture. */
public record Landmark(float x, float y) {}
