package dev.rollcall.inference.edge;

import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Turns calls without the right {@code authorization: Bearer …} away, all but health's. */
final class BearerToken implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";
  private static final String HEALTH = "grpc.health.v1.Health";

  private final byte[] token;

  BearerToken(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (HEALTH.equals(call.getMethodDescriptor().getServiceName()) || isRight(headers)) {
      return next.startCall(call, headers);
    }
    StatusRuntimeException refusal =
        Refusals.of(
            new InferenceException(
                Problem.UNAUTHENTICATED,
                "send the server's token as metadata: authorization: Bearer <token>"));
    Metadata trailers = refusal.getTrailers();
    call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }

  private boolean isRight(Metadata headers) {
    String given = headers.get(AUTHORIZATION);
    // Constant time: how long a comparison takes must not tell how much of a guess was right.
    return given != null
        && given.startsWith(SCHEME)
        && MessageDigest.isEqual(
            token, given.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
  }
}
