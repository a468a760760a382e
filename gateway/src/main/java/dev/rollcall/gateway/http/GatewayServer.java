package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTPS for one event loop: HTTP/2 where the caller speaks it, TLS 1.2 and newer. Several of them
 * share one port.
 */
public final class GatewayServer extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final int MOST_FIELD_BYTES = 64 << 10;
  private static final int IDLE_SECONDS = 60;
  private static final Duration CERTIFICATE_LOOK = Duration.ofSeconds(10);

  /** For answers that are under way when it stops. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

  private final Address address;
  private final Routes routes;
  private @Nullable HttpServer server;
  private @Nullable Buffer shown;

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
                .setKeyCertOptions(certificate())
                .setCompressionSupported(true)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setMaxFormAttributeSize(MOST_FIELD_BYTES)
                .setMaxFormBufferedBytes(MOST_FIELD_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS));
    server = created;
    return created
        .requestHandler(router(vertx, routes))
        .listen()
        .compose(listening -> certificateBytes())
        .onSuccess(
            bytes -> {
              shown = bytes;
              vertx.setPeriodic(CERTIFICATE_LOOK.toMillis(), tick -> renewIfChanged(created));
            });
  }

  /** Files of a certificate that were replaced are shown to whoever connects from then on. */
  private void renewIfChanged(HttpServer running) {
    certificateBytes()
        .compose(
            bytes -> {
              if (bytes.equals(shown)) {
                return Future.succeededFuture();
              }
              shown = bytes;
              return running
                  .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(certificate()), true)
                  .onSuccess(done -> LOG.info("the certificate is a new one"));
            })
        .onFailure(
            e ->
                LOG.warn(
                    "the new certificate cannot be used, the old one stays: {}", e.getMessage()));
  }

  private Future<Buffer> certificateBytes() {
    return vertx
        .fileSystem()
        .readFile(address.certificate().toString())
        .compose(
            chain ->
                vertx
                    .fileSystem()
                    .readFile(address.key().toString())
                    .map(key -> Buffer.buffer().appendBuffer(chain).appendBuffer(key)));
  }

  private PemKeyCertOptions certificate() {
    return new PemKeyCertOptions()
        .setCertPath(address.certificate().toString())
        .setKeyPath(address.key().toString());
  }

  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * A route as callers see it.
   *
   * @param permission what it asks for; empty where none
   */
  public record Operation(String method, String path, String permission) {}

  /** Everything that is answered, but for the files of the page. */
  public static List<Operation> operations(Vertx vertx, Routes routes) {
    List<Operation> operations = new ArrayList<>();
    for (Route route : router(vertx, routes).getRoutes()) {
      String permission = route.getMetadata(Gate.PERMISSION);
      String path = route.getPath();
      if (permission != null && path != null && route.methods() != null) {
        for (HttpMethod method : route.methods()) {
          operations.add(
              new Operation(method.name(), path.replaceAll(":([a-z_]+)", "{$1}"), permission));
        }
      }
    }
    return operations;
  }

  private static Router router(Vertx vertx, Routes routes) {
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
