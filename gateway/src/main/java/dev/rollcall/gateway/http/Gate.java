package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Extent;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.http.auth.Access;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * The way in and out that every route shares: an id for each request, who asks, one answer whatever
 * happens.
 *
 * <p>A request is paused until its body is asked for, so that nothing of it is read for callers who
 * may not send it.
 */
public final class Gate {
  /** Longer than any check-in takes; who asked has given up by then. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  /** Under this name a route says what permission it asks for. */
  static final String PERMISSION = "permission";

  private static final String CALL = "call";
  private static final String CALLER = "caller";

  /** Set where the caller went away before the answer: nobody is there to be told anything. */
  private static final String GONE = "gone";

  private static final int TOO_SLOW = 408;

  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Access access;
  private final RateLimit members;
  private final RateLimit strangers;
  private final InstantSource clock;
  private final Random random;

  /**
   * A gate that asks {@code access} who may pass.
   *
   * @param members how often an account may ask
   * @param strangers how often an address may ask that is not signed in
   */
  public Gate(
      Access access, RateLimit members, RateLimit strangers, InstantSource clock, Random random) {
    this.access = access;
    this.members = members;
    this.strangers = strangers;
    this.clock = clock;
    this.random = random;
  }

  /** Comes before every other handler. */
  void enter(RoutingContext context) {
    context.request().pause();
    String told = context.request().getHeader("x-request-id");
    String id =
        told != null && REQUEST_ID.matcher(told).matches()
            ? told
            : Ulid.at(clock.instant(), random);
    context.put(CALL, new CallContext(id, Deadline.after(LONGEST, clock)));
    context.addEndHandler(
        ended -> {
          if (ended.failed()) {
            context.put(GONE, true);
          }
        });
    SecurityHeaders.set(context.response());
    context.response().putHeader("x-request-id", id);
    context.next();
  }

  /** A route for anybody, however often: what watches over the site asks there. */
  void open(Route route, Exchange.Answer answer) {
    route.putMetadata(PERMISSION, "");
    route.handler(context -> answer(context, () -> answer.to(exchange(context))));
  }

  /** A route for strangers, each of whom may ask only so often. */
  void strangers(Route route, Exchange.Answer answer) {
    open(
        route,
        exchange -> {
          strangers.take(exchange.address());
          return answer.to(exchange);
        });
  }

  /**
   * A route for who is signed in; others get 401 before their body is read, and who has yet to
   * change a password that somebody else set gets 403.
   */
  void signedIn(Route route, Exchange.SignedInAnswer answer) {
    ownAccount(
        route,
        (exchange, principal) ->
            principal.mustChangePassword()
                ? Future.failedFuture(
                    new ProblemException(
                        ProblemCode.PASSWORD_CHANGE_REQUIRED,
                        "Your password was set by somebody else. Choose your own with POST"
                            + " /api/v1/me/password, then go on."))
                : answer.to(exchange, principal));
  }

  /** A route that concerns the caller's own account and nothing else. */
  void ownAccount(Route route, Exchange.SignedInAnswer answer) {
    route.putMetadata(PERMISSION, "");
    route.handler(
        context ->
            answer(
                context,
                () -> {
                  Exchange exchange = exchange(context);
                  return access
                      .require(context.request())
                      .recover(e -> Future.failedFuture(slowedDown(exchange, e)))
                      .compose(
                          principal -> {
                            context.put(CALLER, principal.accountId());
                            members.take(principal.accountId());
                            return answer.to(exchange, principal);
                          });
                }));
  }

  /** Who guesses keys and tokens is a stranger. */
  private Throwable slowedDown(Exchange exchange, Throwable refusal) {
    try {
      strangers.take(exchange.address());
      return refusal;
    } catch (ProblemException tooOften) {
      return tooOften;
    }
  }

  /**
   * A route for who is signed in and permitted, wholly or for what is their own; others get 403
   * before their body is read. What lies outside the principal's reach is for the answer to hide.
   */
  void permitted(Route route, Permission permission, Exchange.SignedInAnswer answer) {
    signedIn(
        route,
        (exchange, principal) -> {
          if (principal.extent(permission) == Extent.NONE) {
            return Future.failedFuture(
                new ProblemException(
                    ProblemCode.NOT_PERMITTED,
                    "This needs the permission %s, which your role or key does not have. Ask an"
                            .formatted(permission.word())
                        + " administrator of your organisation."));
          }
          return answer.to(exchange, principal);
        });
    route.putMetadata(PERMISSION, permission.word());
  }

  private Exchange exchange(RoutingContext context) {
    return new Exchange(context, call(context), clock);
  }

  /** Whose request it is: an account, or an address as long as nobody is known. */
  static String caller(RoutingContext context) {
    String account = context.get(CALLER);
    if (account != null) {
      return account;
    }
    return CallerAddress.of(context.request().remoteAddress());
  }

  private static CallContext call(RoutingContext context) {
    CallContext call = context.get(CALL);
    if (call == null) {
      throw new IllegalStateException("enter() is not the first handler");
    }
    return call;
  }

  /** Empty where the router has refused the request before anything was asked. */
  private static String requestId(RoutingContext context) {
    CallContext call = context.get(CALL);
    return call == null ? "" : call.requestId();
  }

  private static void answer(
      RoutingContext context, java.util.function.Supplier<Future<Reply>> work) {
    Future<Reply> reply;
    try {
      reply = work.get();
    } catch (RuntimeException e) {
      reply = Future.failedFuture(e);
    }
    reply.onComplete(
        done -> {
          if (isGone(context)) {
            return;
          }
          send(
              context,
              done.succeeded()
                  ? done.result()
                  : Problems.reply(done.cause(), call(context).requestId()));
        });
  }

  /** What the router refused by itself, or broke on. */
  static void refuse(RoutingContext context, ProblemCode code, String detail) {
    if (isGone(context)) {
      return;
    }
    SecurityHeaders.set(context.response());
    Throwable failure = context.failure();
    send(
        context,
        Problems.reply(
            failure != null && context.statusCode() == 500
                ? failure
                : new ProblemException(code, detail),
            requestId(context)));
  }

  private static boolean isGone(RoutingContext context) {
    return context.get(GONE) != null || context.response().closed() || context.response().ended();
  }

  static void send(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response();
    if (isGone(context) || response.headWritten()) {
      return;
    }
    Drain.rest(context.request());
    response.setStatusCode(reply.status());
    if (!reply.contentType().isEmpty()) {
      response.putHeader("content-type", reply.contentType());
    }
    reply.headers().forEach(response::putHeader);
    if (reply.status() == TOO_SLOW && context.request().version() != HttpVersion.HTTP_2) {
      // Nothing but the rest of the slow body could follow on this connection (RFC 9110, 15.5.9).
      response.putHeader("connection", "close");
      response
          .end(Buffer.buffer(reply.body()))
          .onComplete(out -> context.request().connection().close());
      return;
    }
    response.end(Buffer.buffer(reply.body()));
  }
}
