package dev.rollcall.inference.edge;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** The one place that knows which problem is which gRPC status. */
final class Refusals {
  private static final String DOMAIN = "rollcall.dev";
  private static final Duration RETRY = Duration.newBuilder().setSeconds(1).build();

  private Refusals() {}

  static StatusRuntimeException of(InferenceException failure) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(failure.problem()).value())
            .setMessage(String.valueOf(failure.getMessage()))
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setDomain(DOMAIN)
                        .setReason(failure.problem().name())
                        .build()));
    switch (failure.problem().category()) {
      case LOAD, STOPPING ->
          status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(RETRY).build()));
      default -> {}
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static Code code(Problem problem) {
    return switch (problem) {
      case EMPTY_IMAGE,
          NOT_AN_IMAGE,
          CORRUPT_IMAGE,
          IMAGE_TOO_LARGE,
          UNKNOWN_FEATURE,
          INVALID_OPTION,
          INVALID_TENSOR ->
          Code.INVALID_ARGUMENT;
      case UNKNOWN_MODEL -> Code.NOT_FOUND;
      case FEATURE_UNAVAILABLE, MODEL_NOT_SWITCHABLE, MODEL_UNUSABLE -> Code.FAILED_PRECONDITION;
      case UNAUTHENTICATED -> Code.UNAUTHENTICATED;
      case OVERLOADED, QUOTA_EXCEEDED -> Code.RESOURCE_EXHAUSTED;
      case DRAINING -> Code.UNAVAILABLE;
      case DEADLINE_EXCEEDED -> Code.DEADLINE_EXCEEDED;
      case CANCELLED -> Code.CANCELLED;
      case ENGINE_FAULT -> Code.INTERNAL;
    };
  }
}
