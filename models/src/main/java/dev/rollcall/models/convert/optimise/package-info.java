/**
 * Rewrites a graph so that TensorFlow's oneDNN kernels can fuse it, without changing what it
 * computes.
 *
 * <p>Starting point: {@link dev.rollcall.models.convert.optimise.GraphOptimiser}. Imported by
 * packs.
 */
@NullMarked
package dev.rollcall.models.convert.optimise;

import org.jspecify.annotations.NullMarked;
