/**
 * Wires the rooms together, starts them, waits for what they need, and stops them in order.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.boot.GatewayMain} and {@link
 * dev.rollcall.gateway.boot.DatabaseMain}. Nobody imports this room.
 */
@NullMarked
package dev.rollcall.gateway.boot;

import org.jspecify.annotations.NullMarked;
