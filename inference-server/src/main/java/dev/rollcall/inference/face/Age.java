package dev.rollcall.inference.face;

/** Years; about two thirds of the test faces lie within low and high. */
public record Age(double value, double low, double high) {}
