/**
 * The inference server behind the {@code FaceAnalyzer} port; the only room that sees proto and
 * gRPC.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.grpc.GrpcFaceAnalyzer}. Only {@code boot}
 * imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.grpc;

import org.jspecify.annotations.NullMarked;
