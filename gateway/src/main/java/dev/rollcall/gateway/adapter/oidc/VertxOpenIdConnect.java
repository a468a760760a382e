package dev.rollcall.gateway.adapter.oidc;

import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.OpenIdConnect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Discovers a provider, keeps what it said for a while, and sends browsers there and back. Vert.x
 * checks the token's signature with the provider's keys; issuer, audience, time and nonce are
 * checked here once more.
 */
public final class VertxOpenIdConnect implements OpenIdConnect {
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);
  private static final int MOST_SUBJECT_CHARACTERS = 255;

  private final Vertx vertx;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(OAuth2Auth auth, Instant at) {}

  public VertxOpenIdConnect(Vertx vertx, InstantSource clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  @Override
  public String authorizationUrl(Client client, Attempt attempt) {
    return discovered(client)
        .authorizeURL(
            new OAuth2AuthorizationURL()
                .setRedirectUri(attempt.redirectUri())
                .addScope("openid")
                .addScope("email")
                .addScope("profile")
                .setState(attempt.state())
                .setCodeChallenge(challenge(attempt.verifier()))
                .setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", attempt.nonce()));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Claims redeem(Client client, Attempt attempt, String code) {
    OAuth2Auth auth = discovered(client);
    User user;
    try {
      user =
          await(
              auth.authenticate(
                  new Oauth2Credentials()
                      .setFlow(OAuth2FlowType.AUTH_CODE)
                      .setCode(code)
                      .setRedirectUri(attempt.redirectUri())
                      .setCodeVerifier(attempt.verifier())));
    } catch (ExecutionException e) {
      throw refused(client, e.getCause());
    }
    JsonObject token = user.attributes().getJsonObject("idToken");
    if (token == null) {
      throw refused(client, null);
    }
    require(client, attempt, token);
    return claims(auth, user, token);
  }

  private void require(Client client, Attempt attempt, JsonObject token) {
    Instant now = clock.instant();
    Object audience = token.getValue("aud");
    boolean ours =
        audience instanceof JsonArray several
            ? several.contains(client.provider().clientId())
                && (several.size() == 1
                    || client.provider().clientId().equals(token.getString("azp")))
            : client.provider().clientId().equals(audience);
    Long end = token.getLong("exp");
    boolean inTime = end != null && Instant.ofEpochSecond(end).plus(CLOCKS_DIFFER).isAfter(now);
    if (!ours
        || !inTime
        || !withoutSlash(client.provider().issuer())
            .equals(withoutSlash(String.valueOf(token.getString("iss"))))
        || !attempt.nonce().equals(token.getString("nonce"))) {
      throw refused(client, null);
    }
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /** Some providers tell the address at the user-info endpoint alone. */
  private Claims claims(OAuth2Auth auth, User user, JsonObject token) {
    String subject = token.getString("sub");
    if (subject == null || subject.isEmpty() || subject.length() > MOST_SUBJECT_CHARACTERS) {
      throw new ProblemException(
          ProblemCode.PROVIDER_REFUSED, "The login provider does not say who you are.");
    }
    JsonObject told = token;
    if (token.getString("email") == null) {
      try {
        JsonObject more = await(auth.userInfo(user));
        if (subject.equals(more.getString("sub"))) {
          told = more;
        }
      } catch (ExecutionException e) {
        told = token; // It tells nothing more; the subject is what counts.
      }
    }
    boolean verified = Boolean.parseBoolean(String.valueOf(told.getValue("email_verified")));
    return new Claims(
        subject, verified ? told.getString("email") : null, told.getString("preferred_username"));
  }

  private OAuth2Auth discovered(Client client) {
    String key =
        client.provider().issuer()
            + "\n"
            + client.provider().clientId()
            + "\n"
            + Secret.hash(Objects.requireNonNullElse(client.secret(), ""));
    Known there = known.get(key);
    Instant now = clock.instant();
    if (there != null && Duration.between(there.at(), now).compareTo(GOOD_FOR) < 0) {
      return there.auth();
    }
    OAuth2Options options =
        new OAuth2Options()
            .setClientId(client.provider().clientId())
            .setSite(withoutSlash(client.provider().issuer()))
            .setHttpClientOptions(
                new HttpClientOptions()
                    .setConnectTimeout((int) LONGEST.toMillis())
                    .setIdleTimeout((int) LONGEST.toSeconds()));
    if (client.secret() != null) {
      options.setClientSecret(client.secret());
    }
    try {
      OAuth2Auth auth = await(OpenIDConnectAuth.discover(vertx, options));
      known.put(key, new Known(auth, now));
      if (there != null) {
        there.auth().close();
      }
      return auth;
    } catch (ExecutionException e) {
      throw unavailable(e.getCause());
    }
  }

  private static <T> T await(Future<T> future) throws ExecutionException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  private static ProblemException unavailable(@Nullable Throwable cause) {
    return ProblemException.unavailable(
        ProblemCode.PROVIDER_UNAVAILABLE,
        "The login provider does not answer as one. Try again, or sign in with a password.",
        Duration.ofSeconds(5),
        cause);
  }

  private static ProblemException refused(Client client, @Nullable Throwable cause) {
    ProblemException refusal =
        new ProblemException(
            ProblemCode.PROVIDER_REFUSED,
            "%s did not vouch for you. Try again.".formatted(client.provider().name()));
    if (cause != null) {
      refusal.addSuppressed(cause);
    }
    return refusal;
  }
}
