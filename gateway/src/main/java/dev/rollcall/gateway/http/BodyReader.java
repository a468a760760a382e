package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.Upload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one body into memory, within limits.
 *
 * <p>Invariants: the promise is completed once; what is reserved of the budget is released once,
 * when the answer is out. Pictures are never written to the disk unencrypted.
 *
 * <p>Threads: the request's event loop alone.
 *
 * <p>Memory: a body that tells a length which is too long, or does not fit now, is refused before a
 * byte of it is read; one that turns out too long is dropped at that byte, and the rest is read and
 * thrown away by {@link Drain}. Bytes are reserved as they come, for what is only told may never
 * come; what is reserved counts the copies that will be made of a body while it is worked on. One
 * that trickles in is given up ({@link Pace}).
 */
final class BodyReader {
  /** A picture's bytes are in memory again on their way to the inference server. */
  private static final int FORM_COPIES = 2;

  /** The text as bytes, as characters, and decoded. */
  private static final int JSON_COPIES = 4;

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final BodyLimits limits;
  private final ByteBudget budget;
  private final String caller;
  private final Promise<Body> result = Promise.promise();
  private final List<Body.FilePart> files = new ArrayList<>();
  private final Buffer json = Buffer.buffer();
  private long readBytes;
  private long reservedBytes;
  private int openUploads;
  private int copies = 1;

  private BodyReader(RoutingContext context, BodyLimits limits, ByteBudget budget) {
    this.context = context;
    this.request = context.request();
    this.limits = limits;
    this.budget = budget;
    this.caller = Gate.caller(context);
  }

  /** The request must be paused; fails with a {@code ProblemException}. */
  static Future<Body> read(RoutingContext context, BodyLimits limits, ByteBudget budget) {
    return new BodyReader(context, limits, budget).start();
  }

  private Future<Body> start() {
    String contentType = String.valueOf(request.getHeader("content-type")).toLowerCase(Locale.ROOT);
    boolean multipart = contentType.startsWith("multipart/form-data") && limits.formBytes() > 0;
    if (!multipart && !contentType.startsWith("application/json")) {
      return Future.failedFuture(
          new ProblemException(
              ProblemCode.UNSUPPORTED_CONTENT_TYPE,
              limits.formBytes() > 0
                  ? "Send multipart/form-data, or application/json with pictures as base64."
                  : "Send application/json."));
    }
    long limit = multipart ? limits.formBytes() : limits.jsonBytes();
    long told = toldLength();
    if (told > limit) {
      return Future.failedFuture(tooLarge(limit));
    }
    if (told == 0) {
      return Future.failedFuture(
          new ProblemException(ProblemCode.BODY_MISSING, "The body is empty. Send one."));
    }
    if (request.isEnded()) {
      return Future.failedFuture(brokenOff("the connection was closed"));
    }
    context.addEndHandler(ended -> releaseBudget());
    copies = multipart ? FORM_COPIES : JSON_COPIES;
    if (!budget.fits(caller, Math.max(told, 0) * copies)) {
      return Future.failedFuture(outOfMemory());
    }
    request.exceptionHandler(this::failed);
    if (multipart) {
      readForm(limit);
    } else {
      readJson(limit);
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      context.response().writeContinue();
    }
    watchPace();
    request.resume();
    return result.future();
  }

  private void watchPace() {
    Pace pace = new Pace();
    Vertx vertx = context.vertx();
    long timer =
        vertx.setPeriodic(
            Pace.PERIOD.toMillis(),
            look -> {
              if (pace.isTooSlow(readBytes)) {
                result.tryFail(
                    new ProblemException(
                        ProblemCode.REQUEST_TOO_SLOW,
                        "The body stopped coming, or came too slowly. Send it again over a better"
                            + " connection."));
              }
            });
    result.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** Minus one where the request does not say. */
  private long toldLength() {
    try {
      return Long.parseLong(String.valueOf(request.getHeader("content-length")));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void readJson(long limit) {
    request.handler(
        buffer -> {
          if (count(buffer, limit)) {
            json.appendBuffer(buffer);
          }
        });
    request.endHandler(
        ended -> {
          if (json.length() == 0) {
            result.tryFail(
                new ProblemException(ProblemCode.BODY_MISSING, "The body is empty. Send one."));
          }
          result.tryComplete(new Body.JsonText(json.getBytes()));
        });
  }

  private void readForm(long limit) {
    try {
      request.setExpectMultipart(true);
    } catch (IllegalStateException e) {
      failed(e);
      return;
    }
    request.uploadHandler(this::readFile);
    request.handler(buffer -> count(buffer, limit));
    request.endHandler(ended -> finishForm());
  }

  private void readFile(HttpServerFileUpload upload) {
    if (files.size() + openUploads == BodyLimits.MOST_FILES) {
      result.tryFail(
          new ProblemException(
              ProblemCode.INVALID_MULTIPART,
              "At most %d pictures are read at a time.".formatted(BodyLimits.MOST_PICTURES)));
    }
    if (result.future().isComplete()) {
      upload.handler(unwanted -> {});
      return;
    }
    Buffer content = Buffer.buffer();
    openUploads++;
    upload.exceptionHandler(this::failed);
    upload.handler(
        buffer -> {
          if (result.future().isComplete()) {
            return;
          }
          if (content.length() + buffer.length() > limits.pictureBytes()) {
            result.tryFail(tooLarge(limits.pictureBytes()));
            return;
          }
          content.appendBuffer(buffer);
        });
    upload.endHandler(
        ended -> {
          openUploads--;
          String filename = upload.filename().isEmpty() ? null : upload.filename();
          files.add(new Body.FilePart(upload.name(), new Upload(filename, content.getBytes())));
        });
  }

  private void finishForm() {
    if (openUploads > 0) {
      failed(new IllegalStateException("the form ended inside a file"));
      return;
    }
    List<Body.TextPart> texts = new ArrayList<>();
    for (Map.Entry<String, String> field : request.formAttributes()) {
      texts.add(new Body.TextPart(field.getKey(), field.getValue()));
    }
    result.tryComplete(new Body.Multipart(List.copyOf(texts), List.copyOf(files)));
  }

  /** False where the body has become too long. */
  private boolean count(Buffer buffer, long limit) {
    if (result.future().isComplete()) {
      return false;
    }
    readBytes += buffer.length();
    if (readBytes > limit) {
      result.tryFail(tooLarge(limit));
      return false;
    }
    long needed = readBytes * copies;
    if (needed > reservedBytes && !reserve(needed - reservedBytes)) {
      result.tryFail(outOfMemory());
      return false;
    }
    return true;
  }

  private void failed(Throwable cause) {
    result.tryFail(brokenOff(String.valueOf(cause.getMessage())));
  }

  private static ProblemException brokenOff(String why) {
    return new ProblemException(
        ProblemCode.INVALID_MULTIPART,
        "The body broke off or is not a valid form (%s). Send it again.".formatted(why));
  }

  private boolean reserve(long bytes) {
    if (!budget.reserve(caller, bytes)) {
      return false;
    }
    reservedBytes += bytes;
    return true;
  }

  private void releaseBudget() {
    budget.release(caller, reservedBytes);
    reservedBytes = 0;
  }

  private static ProblemException tooLarge(long limit) {
    return new ProblemException(
        ProblemCode.REQUEST_TOO_LARGE,
        "At most %d MiB are read here. Send smaller or fewer pictures.".formatted(limit >> 20));
  }

  private static ProblemException outOfMemory() {
    return ProblemException.unavailable(
        ProblemCode.OVERLOADED,
        "Too many uploads are under way. Try again in a moment.",
        Duration.ofSeconds(1),
        null);
  }
}
