package dev.rollcall.gateway.http;

import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.usecase.StageTimes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/**
 * One request and its answer.
 *
 * @param call how long it may take, and its id
 */
record Exchange(RoutingContext context, CallContext call, InstantSource clock) {
  HttpServerRequest request() {
    return context.request();
  }

  HttpServerResponse response() {
    return context.response();
  }

  /**
   * The same call, with its whole time from now on: a slow line is no reason to break off work that
   * has only just begun.
   */
  CallContext callAfterUpload() {
    return new CallContext(call.requestId(), Deadline.after(Gate.LONGEST, clock));
  }

  /** Where the caller is, as the connection says; of IPv6 the network. */
  String address() {
    return CallerAddress.of(request().remoteAddress());
  }

  /** Where this site is for the caller, such as {@code https://host:8443}. */
  String site() {
    var authority = request().authority();
    if (authority == null) {
      return "";
    }
    int port = authority.port();
    return "https://" + authority.host() + (port == 443 || port <= 0 ? "" : ":" + port);
  }

  /** What the caller says it is; empty where it does not. */
  String userAgent() {
    String told = request().getHeader("user-agent");
    return told == null ? "" : told;
  }

  /** Starts to count now. */
  StageTimes times() {
    return new StageTimes(clock);
  }

  String pathParameter(String name) {
    return String.valueOf(context.pathParam(name));
  }

  /** What a route does for anybody. */
  interface Answer {
    Future<Reply> to(Exchange exchange);
  }

  /** What a route does for somebody who is signed in. */
  interface SignedInAnswer {
    Future<Reply> to(Exchange exchange, dev.rollcall.gateway.domain.access.Principal principal);
  }
}
