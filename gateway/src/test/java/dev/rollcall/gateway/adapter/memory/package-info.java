/**
 * The twin of each port: plain maps behind one lock, held to the same contract tests as the real
 * adapters.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.memory.MemoryStores}. Tests alone import
 * this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.memory;

import org.jspecify.annotations.NullMarked;
