/**
 * What the device itself can do, without a server around it, and everything that is to be measured
 * on a machine with a GPU in one command.
 *
 * <p>Starting points: {@link dev.rollcall.client.load.device.GpuBench}, {@link
 * dev.rollcall.client.load.device.DeviceCostsMain}. Imported by {@code LoadMain}.
 */
@NullMarked
package dev.rollcall.client.load.device;

import org.jspecify.annotations.NullMarked;
