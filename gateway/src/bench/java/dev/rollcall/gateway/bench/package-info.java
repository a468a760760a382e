/**
 * What the gateway's own parts cost, measured beside what no such part can beat.
 *
 * <p>Starting point: {@link dev.rollcall.gateway.bench.BenchMain}. Imported by nobody.
 */
@NullMarked
package dev.rollcall.gateway.bench;

import org.jspecify.annotations.NullMarked;
