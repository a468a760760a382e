package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.http.auth.SessionCookie;
import dev.rollcall.gateway.port.OpenIdConnect.Attempt;
import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.usecase.SignIn;
import dev.rollcall.gateway.usecase.SignInElsewhere;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * To a login provider and back.
 *
 * <p>What has to be remembered meanwhile is in a sealed cookie of ten minutes: it ties the way back
 * to the browser that set out, whichever gateway answers. Trouble on the way ends at the login page
 * with a code, as a browser is there and no program.
 */
public final class OidcRoutes implements RouteGroup {
  private static final String COOKIE = "__Host-rollcall-oidc";
  private static final String PURPOSE = "oidc";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** A path of this very site: a second slash or a backslash would lead to another one. */
  private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,500}");

  private final SignInElsewhere elsewhere;
  private final Sealer sealer;
  private final Workers workers;
  private final InstantSource clock;

  public OidcRoutes(
      SignInElsewhere elsewhere, Sealer sealer, Workers workers, InstantSource clock) {
    this.elsewhere = elsewhere;
    this.sealer = sealer;
    this.workers = workers;
    this.clock = clock;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.strangers(router.route(HttpMethod.GET, "/api/v1/login/oidc/:provider"), this::depart);
    gate.strangers(
        router.route(HttpMethod.GET, "/api/v1/login/oidc/:provider/callback"), this::arrive);
  }

  private record Journey(
      String provider,
      String redirectUri,
      String state,
      String nonce,
      String verifier,
      String returnTo,
      String invite,
      long endsAtSecond) {}

  private Future<Reply> depart(Exchange exchange) {
    String provider = exchange.pathParameter("provider");
    Query query = new Query(exchange.request());
    String returnTo =
        query.text("return_to").filter(path -> PATH.matcher(path).matches()).orElse("/");
    String invite = query.text("invite").orElse("");
    String redirectUri = exchange.site() + "/api/v1/login/oidc/" + provider + "/callback";
    return workers.outside(
        () -> {
          SignInElsewhere.Departure departure = elsewhere.depart(provider, redirectUri);
          Attempt attempt = departure.attempt();
          Journey journey =
              new Journey(
                  provider,
                  redirectUri,
                  attempt.state(),
                  attempt.nonce(),
                  attempt.verifier(),
                  returnTo,
                  invite,
                  clock.instant().plus(LONGEST).getEpochSecond());
          exchange
              .response()
              .addCookie(
                  cookie(
                      Base64.getUrlEncoder()
                          .withoutPadding()
                          .encodeToString(sealer.seal(Json.write(journey), PURPOSE, provider)),
                      LONGEST));
          return redirect(departure.url());
        });
  }

  /** Lax, not Strict: the browser comes back from another site. */
  private static Cookie cookie(String value, Duration lifetime) {
    return Cookie.cookie(COOKIE, value)
        .setHttpOnly(true)
        .setSecure(true)
        .setSameSite(CookieSameSite.LAX)
        .setPath("/")
        .setMaxAge(lifetime.toSeconds());
  }

  private static Reply redirect(String url) {
    return new Reply(302, "", new byte[0], Map.of("location", url));
  }

  private Future<Reply> arrive(Exchange exchange) {
    String provider = exchange.pathParameter("provider");
    Query query = new Query(exchange.request());
    Cookie cookie = exchange.request().getCookie(COOKIE);
    exchange.response().addCookie(cookie("", Duration.ZERO));
    return workers
        .outside(
            () -> {
              Journey journey = journey(provider, cookie);
              if (!same(journey.state(), query.text("state").orElse(""))) {
                throw notOurs();
              }
              String code = query.text("code").orElseThrow(OidcRoutes::notOurs);
              SignIn.Started started =
                  elsewhere.arrive(
                      provider,
                      new Attempt(
                          journey.redirectUri(),
                          journey.state(),
                          journey.nonce(),
                          journey.verifier()),
                      code,
                      journey.invite().isEmpty() ? null : journey.invite(),
                      LoginRoutes.caller(exchange));
              exchange
                  .response()
                  .addCookie(SessionCookie.create(started.token(), SignIn.SESSION_LENGTH));
              return redirect(journey.returnTo());
            })
        .recover(
            e ->
                e instanceof ProblemException problem
                        && problem.code() != ProblemCode.INTERNAL_FAULT
                    ? Future.succeededFuture(redirect("/login?problem=" + problem.code().code()))
                    : Future.failedFuture(e));
  }

  private Journey journey(String provider, @Nullable Cookie cookie) {
    if (cookie == null) {
      throw notOurs();
    }
    Journey journey;
    try {
      journey =
          Json.read(
              sealer.open(Base64.getUrlDecoder().decode(cookie.getValue()), PURPOSE, provider),
              Journey.class);
    } catch (IllegalArgumentException | ProblemException e) {
      throw notOurs();
    }
    if (!Instant.ofEpochSecond(journey.endsAtSecond()).isAfter(clock.instant())) {
      throw notOurs();
    }
    return journey;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static ProblemException notOurs() {
    return new ProblemException(
        ProblemCode.PROVIDER_REFUSED,
        "This login was not begun here, took too long or was broken off. Begin it again.");
  }
}
