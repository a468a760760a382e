package dev.rollcall.gateway.http;

import io.vertx.core.http.HttpServerResponse;

/**
 * What browsers are told of every answer: nothing of another site runs here, and nobody frames us
 * (OWASP's secure headers). Styles may stand inline because the component library writes them so.
 */
final class SecurityHeaders {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' blob: data:",
          "media-src 'self' blob:",
          "worker-src 'self' blob:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'");

  private SecurityHeaders() {}

  /** Sets them; an answer is not stored anywhere unless its route says otherwise. */
  static void set(HttpServerResponse response) {
    response
        .putHeader("content-security-policy", POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("permissions-policy", "camera=(self), microphone=(), geolocation=()")
        .putHeader("cross-origin-opener-policy", "same-origin")
        .putHeader("cache-control", "no-store");
  }
}
