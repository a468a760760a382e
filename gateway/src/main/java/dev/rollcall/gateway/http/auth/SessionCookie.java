package dev.rollcall.gateway.http.auth;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;

/** The cookie of a session: scripts cannot read it, other sites cannot make a browser send it. */
public final class SessionCookie {
  /** The prefix makes browsers insist on Secure, on the path / and on this very host. */
  static final String NAME = "__Host-rollcall";

  private SessionCookie() {}

  public static Cookie create(String token, Duration lifetime) {
    return Cookie.cookie(NAME, token)
        .setHttpOnly(true)
        .setSecure(true)
        .setSameSite(CookieSameSite.STRICT)
        .setPath("/")
        .setMaxAge(lifetime.toSeconds());
  }

  /** Makes the browser forget it. */
  public static Cookie expired() {
    return create("", Duration.ZERO);
  }
}
