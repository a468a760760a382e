package dev.rollcall.inference.face;

/**
 * Which way a head points, in degrees; all 0: straight into the camera.
 *
 * @param yaw turned to the side
 * @param pitch turned up or down
 * @param roll tilted towards a shoulder
 */
public record HeadPose(double yaw, double pitch, double roll) {}
