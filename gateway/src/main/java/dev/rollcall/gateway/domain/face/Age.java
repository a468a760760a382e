package dev.rollcall.gateway.domain.face;

/** Years; about two thirds of the faces lie within low and high. */
public record Age(float value, float low, float high) {}
