package dev.rollcall.gateway.http.auth;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * What a request shows to say who asks. A credential that a program sets itself goes before the
 * cookie that a browser adds on its own.
 */
record Credential(Kind kind, String value) {
  /** Where it stood. */
  enum Kind {
    API_KEY,
    BEARER,
    COOKIE
  }

  static Optional<Credential> of(HttpServerRequest request) {
    String key = request.getHeader("x-api-key");
    if (key != null) {
      return Optional.of(new Credential(Kind.API_KEY, key));
    }
    String authorization = request.getHeader("authorization");
    if (authorization != null) {
      String token =
          authorization.regionMatches(true, 0, "Bearer ", 0, 7)
              ? authorization.substring(7).strip()
              : "";
      return Optional.of(new Credential(Kind.BEARER, token));
    }
    Cookie cookie = request.getCookie(SessionCookie.NAME);
    return cookie == null
        ? Optional.empty()
        : Optional.of(new Credential(Kind.COOKIE, cookie.getValue()));
  }
}
