/**
 * Bytes to and from proto, status codes, credentials, health: the only room that sees gRPC.
 *
 * <p>Starting points: {@link dev.rollcall.inference.edge.GrpcServer}; {@code FaceService} for what
 * a call does, {@code Refusals} for what goes wrong. Imported by boot.
 */
@NullMarked
package dev.rollcall.inference.edge;

import org.jspecify.annotations.NullMarked;
