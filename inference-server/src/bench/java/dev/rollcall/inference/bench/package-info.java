/**
 * The claims of dynamic batching, each measured beside what it is compared with, in one run.
 *
 * <p>Starting points: {@link dev.rollcall.inference.bench.BenchMain}; {@code BatchingBench} for the
 * order of the experiments. Imported by nobody.
 */
@NullMarked
package dev.rollcall.inference.bench;

import org.jspecify.annotations.NullMarked;
