package dev.rollcall.inference.face;

/** A point of the face mesh in pixels of the upright picture; z grows away from the camera. */
public record MeshPoint(double x, double y, double z) {}
