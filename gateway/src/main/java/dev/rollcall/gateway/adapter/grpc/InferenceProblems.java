package dev.rollcall.gateway.adapter.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;

/**
 * What the inference server's refusals mean here: the one place that knows its status codes and
 * reasons (listed in face_service.proto).
 */
final class InferenceProblems {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private InferenceProblems() {}

  static ProblemException translate(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    Details details = Details.of(failure);
    return switch (status.getCode()) {
      case INVALID_ARGUMENT -> badPicture(details.reason(), failure);
      case RESOURCE_EXHAUSTED ->
          ProblemException.unavailable(
              ProblemCode.OVERLOADED,
              "Too many pictures are being analysed. Try again in a moment.",
              details.retryAfter(),
              failure);
      case DEADLINE_EXCEEDED, CANCELLED ->
          ProblemException.unavailable(
              ProblemCode.INFERENCE_TIMED_OUT,
              "The picture was not analysed in time. Try again in a moment.",
              RETRY,
              failure);
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          ProblemException.unavailable(
              ProblemCode.INFERENCE_UNAVAILABLE,
              "The inference server does not accept this gateway's credential. Check"
                  + " --inference-token-file.",
              RETRY,
              failure);
      case NOT_FOUND ->
          new ProblemException(
              ProblemCode.MODEL_NOT_FOUND,
              "%s. GET /api/v1/models lists what there is.".formatted(sentence(status)));
      case FAILED_PRECONDITION ->
          switch (details.reason()) {
            case "MODEL_NOT_SWITCHABLE", "MODEL_UNUSABLE" ->
                new ProblemException(ProblemCode.MODEL_NOT_SWITCHABLE, sentence(status) + ".");
            default -> unavailable(failure);
          };
      case INTERNAL ->
          details.reason().equals("ENGINE_FAULT")
              ? ProblemException.fault("A network failed on this picture.", failure)
              : unavailable(failure);
      default -> unavailable(failure);
    };
  }

  private static String sentence(Status status) {
    String words = status.getDescription();
    return words == null || words.isEmpty()
        ? "The inference server refuses without saying why"
        : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private static ProblemException unavailable(Throwable failure) {
    return ProblemException.unavailable(
        ProblemCode.INFERENCE_UNAVAILABLE,
        "The inference server does not answer. Try again in a moment.",
        RETRY,
        failure);
  }

  private static ProblemException badPicture(String reason, Throwable failure) {
    return switch (reason) {
      case "EMPTY_IMAGE" ->
          new ProblemException(
              ProblemCode.IMAGE_EMPTY, "The file has no bytes. Choose the picture again.");
      case "NOT_AN_IMAGE" ->
          new ProblemException(
              ProblemCode.IMAGE_NOT_RECOGNISED,
              "The file is no JPEG, PNG, WebP or BMP picture. Send one of these.");
      case "CORRUPT_IMAGE" ->
          new ProblemException(
              ProblemCode.IMAGE_CORRUPT,
              "The picture is damaged or incomplete. Send it again, or take another.");
      case "IMAGE_TOO_LARGE" ->
          new ProblemException(
              ProblemCode.IMAGE_TOO_LARGE,
              "The picture has too many pixels. Make it smaller and send it again.");
      default ->
          ProblemException.fault("The inference server did not understand the request.", failure);
    };
  }

  /** What goes with a status: a reason, or an empty text, and when to try again. */
  private record Details(String reason, Duration retryAfter) {
    static Details of(Throwable failure) {
      com.google.rpc.Status status = StatusProto.fromThrowable(failure);
      String reason = "";
      Duration retryAfter = Duration.ofSeconds(1);
      if (status == null) {
        return new Details(reason, retryAfter);
      }
      try {
        for (Any detail : status.getDetailsList()) {
          if (detail.is(ErrorInfo.class)) {
            reason = detail.unpack(ErrorInfo.class).getReason();
          } else if (detail.is(RetryInfo.class)) {
            RetryInfo retry = detail.unpack(RetryInfo.class);
            retryAfter =
                Duration.ofSeconds(
                    retry.getRetryDelay().getSeconds(), retry.getRetryDelay().getNanos());
          }
        }
      } catch (InvalidProtocolBufferException e) {
        // A detail that cannot be read says nothing; the status code stands.
      }
      return new Details(reason, retryAfter);
    }
  }
}
