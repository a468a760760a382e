/**
 * Figures of the running server, in one place so that their names stay in order.
 *
 * <p>Starting point: {@link dev.rollcall.inference.telemetry.Figures}. Imported by boot, edge,
 * admission, pipeline and batching; imports nothing of the house but values.
 */
@NullMarked
package dev.rollcall.inference.telemetry;

import org.jspecify.annotations.NullMarked;
