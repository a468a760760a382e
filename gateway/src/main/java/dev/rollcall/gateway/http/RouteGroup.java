package dev.rollcall.gateway.http;

import io.vertx.ext.web.Router;

/** The routes of one area. Mounted once an event loop, so it holds no state of a loop's own. */
public interface RouteGroup {
  /** Registers every route with the gate, which says who may pass. */
  void mount(Router router, Gate gate);
}
