/**
 * Drives a running Rollcall from outside and measures what comes back: over HTTPS as a browser
 * would here, over gRPC in {@link dev.rollcall.client.load.serving}.
 *
 * <p>Starting points: {@link dev.rollcall.client.load.LoadMain}, {@link
 * dev.rollcall.client.load.AttendanceBench}. Nothing imports it; it knows the two contracts. Only
 * the rooms {@code baseline} and {@code device}, which are processes of their own, use the
 * inference server's classes.
 */
@NullMarked
package dev.rollcall.client.load;

import org.jspecify.annotations.NullMarked;
