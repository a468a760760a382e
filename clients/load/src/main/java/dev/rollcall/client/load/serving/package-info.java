/**
 * Measures the inference server over gRPC, with real networks and real pictures: a lone check-in by
 * stage, how much it can carry, and latency against offered load, beside two baselines.
 *
 * <p>Starting point: {@link dev.rollcall.client.load.serving.ServingBench}. It knows the gRPC
 * contract, and starts servers as processes. Imported by {@code LoadMain}.
 */
@NullMarked
package dev.rollcall.client.load.serving;

import org.jspecify.annotations.NullMarked;
