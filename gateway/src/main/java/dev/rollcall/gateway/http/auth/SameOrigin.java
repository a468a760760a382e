package dev.rollcall.gateway.http.auth;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Set;

/**
 * A guard against requests that another site sends with a user's cookie. Browsers say where a
 * request comes from, in Sec-Fetch-Site and in Origin, and pages cannot forge either.
 */
public final class SameOrigin {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private SameOrigin() {}

  /** Throws CROSS_SITE_REQUEST for a change that does not say it comes from our own page. */
  static void require(HttpServerRequest request) {
    if (!SAFE.contains(request.method()) && !says(request, false)) {
      throw refusal();
    }
  }

  /** The same, where a request that says nothing may pass: one that carries no cookie. */
  public static void requireIfTold(HttpServerRequest request) {
    if (!says(request, true)) {
      throw refusal();
    }
  }

  private static ProblemException refusal() {
    return new ProblemException(
        ProblemCode.CROSS_SITE_REQUEST,
        "A request with the session cookie must come from this site's own page. A program sends the"
            + " token as a bearer token, or an API key in x-api-key.");
  }

  private static boolean says(HttpServerRequest request, boolean whereSilent) {
    String origin = request.getHeader("origin");
    if (origin != null) {
      HostAndPort authority = request.authority();
      return authority != null && origin.equals("https://" + withoutDefaultPort(authority));
    }
    String site = request.getHeader("sec-fetch-site");
    return site == null ? whereSilent : site.equals("same-origin");
  }

  private static String withoutDefaultPort(HostAndPort authority) {
    String host = authority.host();
    boolean isDefault = authority.port() == 443 || authority.port() <= 0;
    return isDefault ? host : host + ":" + authority.port();
  }
}
