/**
 * Keeps a few processes alive: starts them, notes their pids, restarts one that dies, stops all in
 * order, and cleans up after a supervisor that was killed.
 *
 * <p>Starting points: {@link dev.rollcall.client.supervisor.Supervisor}, {@link
 * dev.rollcall.client.supervisor.Part}. Imported by {@code dev.rollcall.client.cli}; knows nothing
 * of what the processes do.
 */
@NullMarked
package dev.rollcall.client.supervisor;

import org.jspecify.annotations.NullMarked;
