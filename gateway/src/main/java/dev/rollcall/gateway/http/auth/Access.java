package dev.rollcall.gateway.http.auth;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.http.auth.Credential.Kind;
import dev.rollcall.gateway.usecase.Identify;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Finds out who asks, and refuses who may not. */
public final class Access {
  private final Identify identify;
  private final Function<Callable<Optional<Principal>>, Future<Optional<Principal>>> worker;

  /**
   * A guard.
   *
   * @param worker runs a question to the store off the event loop
   */
  public Access(
      Identify identify,
      Function<Callable<Optional<Principal>>, Future<Optional<Principal>>> worker) {
    this.identify = identify;
    this.worker = worker;
  }

  /** Fails with NOT_SIGNED_IN, or CROSS_SITE_REQUEST. */
  public Future<Principal> require(HttpServerRequest request) {
    Credential credential = Credential.of(request).orElse(null);
    if (credential == null) {
      return Future.failedFuture(
          new ProblemException(
              ProblemCode.NOT_SIGNED_IN,
              "Sign in with POST /api/v1/login, or send an API key in x-api-key."));
    }
    if (credential.kind() == Kind.COOKIE) {
      try {
        SameOrigin.require(request);
      } catch (ProblemException e) {
        return Future.failedFuture(e);
      }
    }
    return worker
        .apply(
            () ->
                credential.kind() == Kind.API_KEY
                    ? identify.byApiKey(credential.value())
                    : identify.bySessionToken(credential.value()))
        .map(found -> found.orElseThrow(() -> refused(credential.kind())));
  }

  private static ProblemException refused(Kind kind) {
    return new ProblemException(
        ProblemCode.NOT_SIGNED_IN,
        kind == Kind.API_KEY
            ? "The API key is not known. It may have been withdrawn: make a new one."
            : "The session is over. Sign in again.");
  }

  /** The session token of a request, where it shows one. */
  public static Optional<String> sessionToken(HttpServerRequest request) {
    return Credential.of(request)
        .filter(credential -> credential.kind() != Kind.API_KEY)
        .map(Credential::value);
  }
}
