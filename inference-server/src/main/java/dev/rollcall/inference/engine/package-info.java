/**
 * The port behind which tensors are touched: load a network, run a batch of rows.
 *
 * <p>Starting points: {@link dev.rollcall.inference.engine.Engine}, {@link
 * dev.rollcall.inference.engine.Network}. Imported by catalog, batching and boot; imports nothing
 * of the house.
 */
@NullMarked
package dev.rollcall.inference.engine;

import org.jspecify.annotations.NullMarked;
