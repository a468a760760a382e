/**
 * Drives a running Rollcall from outside, over HTTPS as a browser would, and measures what comes
 * back.
 *
 * <p>Starting points: {@link dev.rollcall.client.load.LoadMain}, {@link
 * dev.rollcall.client.load.AttendanceBench}. Nothing imports it; it knows only the HTTP contract.
 */
@NullMarked
package dev.rollcall.client.load;

import org.jspecify.annotations.NullMarked;
