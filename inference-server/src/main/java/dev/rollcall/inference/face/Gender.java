package dev.rollcall.inference.face;

/** The likelier label and its probability. */
public record Gender(String value, double probability) {}
