package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTPS for one event loop: HTTP/2 where the caller speaks it, TLS 1.2 and newer. Several of them
 * share one port.
 */
public final class GatewayServer extends VerticleBase {
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final int MOST_FIELD_BYTES = 64 << 10;
  private static final int IDLE_SECONDS = 60;

  /** For answers that are under way when it stops. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

  private final Address address;
  private final Routes routes;
  private @Nullable HttpServer server;

  public GatewayServer(Address address, Routes routes) {
    this.address = address;
    this.routes = routes;
  }

  /**
   * Where to listen, and as whom.
   *
   * @param certificate PEM chain
   * @param key PEM private key
   */
  public record Address(String host, int port, Path certificate, Path key) {}

  /** What is answered. */
  public record Routes(Gate gate, List<RouteGroup> groups, WebApp webApp) {
    public Routes {
      groups = List.copyOf(groups);
    }
  }

  @Override
  public Future<?> start() {
    HttpServer created =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .setCertPath(address.certificate().toString())
                        .setKeyPath(address.key().toString()))
                .setCompressionSupported(true)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setMaxFormAttributeSize(MOST_FIELD_BYTES)
                .setMaxFormBufferedBytes(MOST_FIELD_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
    server = created;
    return created.requestHandler(router(vertx)).listen();
  }

  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
  }

  private Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(routes.gate()::enter);
    routes.groups().forEach(group -> group.mount(router, routes.gate()));
    routes.webApp().mount(router);
    router.errorHandler(
        404,
        context -> {
          if (WebApp.isPage(context)) {
            routes.webApp().send(context);
          } else {
            Gate.refuse(
                context,
                ProblemCode.ROUTE_NOT_FOUND,
                "There is nothing at this address. /docs lists what there is.");
          }
        });
    router.errorHandler(
        405,
        context ->
            Gate.refuse(
                context,
                ProblemCode.METHOD_NOT_ALLOWED,
                "This address is there, but not for this method. /docs lists what there is."));
    router.errorHandler(
        400,
        context ->
            Gate.refuse(
                context, ProblemCode.INVALID_FIELD, "The address or its query is not valid."));
    router.errorHandler(
        500,
        context -> Gate.refuse(context, ProblemCode.INTERNAL_FAULT, "Something broke inside."));
    return router;
  }
}
