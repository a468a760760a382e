package dev.rollcall.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads what is left of a request whose answer does not need it, and throws it away: a connection
 * that is closed while the client still sends would be reset, and the client would never see the
 * answer.
 */
final class Drain {
  private static final long MOST_BYTES = 128L << 20;

  private Drain() {}

  /** Call before the answer goes out; does nothing where the request was read to its end. */
  static void rest(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long[] thrownAway = {0};
    request.exceptionHandler(gone -> {});
    request.handler(buffer -> throwAway(request, buffer, thrownAway));
    request.resume();
  }

  private static void throwAway(HttpServerRequest request, Buffer buffer, long[] thrownAway) {
    thrownAway[0] += buffer.length();
    if (thrownAway[0] > MOST_BYTES) {
      request.connection().close();
    }
  }
}
