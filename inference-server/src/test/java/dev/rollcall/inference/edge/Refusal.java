package dev.rollcall.inference.edge;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** The code, the reason, and whether a time to try again is named. */
record Refusal(Status.Code code, String reason, boolean retry) {
  static Refusal of(Runnable call) {
    StatusRuntimeException failure = assertThrows(StatusRuntimeException.class, call::run);
    assertThat(failure.getStatus().getDescription()).isNotEmpty();
    String reason = "";
    boolean retry = false;
    try {
      for (Any detail : requireNonNull(StatusProto.fromThrowable(failure)).getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          reason = detail.unpack(ErrorInfo.class).getReason();
          assertThat(detail.unpack(ErrorInfo.class).getDomain()).isEqualTo("rollcall.dev");
        }
        retry |= detail.is(RetryInfo.class);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    return new Refusal(failure.getStatus().getCode(), reason, retry);
  }

  static Refusal invalid(String reason) {
    return new Refusal(Status.Code.INVALID_ARGUMENT, reason, false);
  }
}
