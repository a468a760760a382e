package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.ImportFiles;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form with one large file, straight to where it is kept.
 *
 * <p>Threads: the request's event loop; the bytes are sealed and written by workers, one part after
 * the other, and the caller waits meanwhile.
 *
 * <p>Memory: {@link #PART_BYTES} and what is on its way.
 */
final class UploadReader {
  static final long MOST_BYTES = 4L << 30;
  private static final int PART_BYTES = 1 << 20;
  private static final String FILE = "file";

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final ImportFiles.Writing writing;
  private final Workers workers;
  private final Promise<Form> result = Promise.promise();
  private final MessageDigest digest = sha256();
  private Future<Void> written = Future.succeededFuture();
  private Buffer part = Buffer.buffer();
  private long fileBytes;
  private long readBytes;
  private boolean hasFile;
  private @Nullable String filename;

  private UploadReader(RoutingContext context, ImportFiles.Writing writing, Workers workers) {
    this.context = context;
    this.request = context.request();
    this.writing = writing;
    this.workers = workers;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * What came beside the file, which is written and not finished.
   *
   * @param fileHash SHA-256 in hexadecimal digits
   */
  record Form(Map<String, String> texts, @Nullable String filename, String fileHash) {
    /** Equal for equal fields and files. */
    String hash(String call) {
      return dev.rollcall.gateway.domain.access.Secret.hash(
          call + "\n" + new TreeMap<>(texts) + "\n" + fileHash);
    }
  }

  /** The request must be paused; fails with a {@code ProblemException}. */
  static Future<Form> read(RoutingContext context, ImportFiles.Writing writing, Workers workers) {
    return new UploadReader(context, writing, workers).start();
  }

  private Future<Form> start() {
    String type = String.valueOf(request.getHeader("content-type")).toLowerCase(Locale.ROOT);
    if (!type.startsWith("multipart/form-data")) {
      return Future.failedFuture(
          new ProblemException(
              ProblemCode.UNSUPPORTED_CONTENT_TYPE, "Send multipart/form-data with a file."));
    }
    try {
      request.setExpectMultipart(true);
    } catch (IllegalStateException e) {
      return Future.failedFuture(brokenOff(e));
    }
    request.exceptionHandler(e -> result.tryFail(brokenOff(e)));
    request.uploadHandler(this::readFile);
    request.handler(buffer -> readBytes += buffer.length());
    request.endHandler(ended -> finish());
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      context.response().writeContinue();
    }
    watchPace();
    request.resume();
    return result.future();
  }

  private void watchPace() {
    Pace pace = new Pace();
    long timer =
        context
            .vertx()
            .setPeriodic(
                Pace.PERIOD.toMillis(),
                look -> {
                  if (pace.isTooSlow(readBytes)) {
                    result.tryFail(
                        new ProblemException(
                            ProblemCode.REQUEST_TOO_SLOW,
                            "The file stopped coming, or came too slowly. Send it again over a"
                                + " better connection."));
                  }
                });
    result.future().onComplete(done -> context.vertx().cancelTimer(timer));
  }

  private static ProblemException brokenOff(Throwable cause) {
    return new ProblemException(
        ProblemCode.INVALID_MULTIPART,
        "The body broke off or is not a valid form (%s). Send it again."
            .formatted(String.valueOf(cause.getMessage())));
  }

  private void readFile(HttpServerFileUpload upload) {
    if (!FILE.equals(upload.name()) || hasFile) {
      result.tryFail(
          ProblemException.ofField(
              ProblemCode.UNKNOWN_FIELD,
              upload.name(),
              "One file is read here, in the field file."));
      upload.handler(unwanted -> {});
      return;
    }
    hasFile = true;
    filename = upload.filename().isEmpty() ? null : upload.filename();
    upload.exceptionHandler(e -> result.tryFail(brokenOff(e)));
    upload.handler(
        buffer -> {
          if (result.future().isComplete()) {
            return;
          }
          fileBytes += buffer.length();
          if (fileBytes > MOST_BYTES) {
            result.tryFail(
                new ProblemException(
                    ProblemCode.REQUEST_TOO_LARGE,
                    "A file may have %d GiB. Split it.".formatted(MOST_BYTES >> 30)));
            return;
          }
          part.appendBuffer(buffer);
          if (part.length() >= PART_BYTES) {
            upload.pause();
            write().onComplete(done -> upload.resume());
          }
        });
  }

  private Future<Void> write() {
    byte[] bytes = part.getBytes();
    part = Buffer.buffer();
    written =
        written.compose(
            before ->
                workers.<Void>picture(
                    () -> {
                      digest.update(bytes);
                      writing.write(bytes);
                      return null;
                    }));
    return written.onFailure(result::tryFail);
  }

  private void finish() {
    if (!hasFile || fileBytes == 0) {
      result.tryFail(
          ProblemException.ofField(
              ProblemCode.MISSING_FIELD, FILE, "file is missing or empty. Choose one."));
      return;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : request.formAttributes()) {
      texts.put(field.getKey(), field.getValue());
    }
    write()
        .onSuccess(
            done ->
                result.tryComplete(
                    new Form(
                        Map.copyOf(texts), filename, HexFormat.of().formatHex(digest.digest()))));
  }
}
