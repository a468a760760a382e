package dev.rollcall.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.util.Map;

/**
 * The page and the API's documentation, out of the jars that come with the program. Every address
 * that is neither a file nor a call is a page of the web app, which finds out by itself which one.
 */
public final class WebApp {
  private static final String DOCS = "META-INF/resources/webjars/swagger-ui/" + docsVersion();
  private static final String DOCS_PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Rollcall API</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/docs/swagger-ui.css">
        </head>
        <body>
          <div id="swagger-ui"></div>
          <script src="/docs/swagger-ui-bundle.js"></script>
          <script src="/docs/start.js"></script>
        </body>
      </html>
      """;
  private static final String DOCS_START =
      """
      SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null })
      """;

  private final byte[] index = Resource.bytes("webroot/index.html");

  void mount(Router router) {
    router.get("/docs").handler(context -> Gate.send(context, page(DOCS_PAGE)));
    router
        .get("/docs/start.js")
        .handler(context -> Gate.send(context, Reply.text("text/javascript", DOCS_START)));
    router.get("/docs/*").handler(files(DOCS, Duration.ofHours(1)));
    // Their names change with their content.
    router.get("/assets/*").handler(files("webroot/assets", Duration.ofDays(365)));
    router.getWithRegex("/[^/]+\\.[^/]+").handler(files("webroot", Duration.ZERO));
  }

  private static Handler<RoutingContext> files(String folder, Duration fresh) {
    StaticHandler files =
        StaticHandler.create(FileSystemAccess.RELATIVE, folder)
            .setIncludeHidden(false)
            .setDirectoryListing(false)
            .setIndexPage("/no-index-page")
            .setMaxAgeSeconds(fresh.toSeconds());
    return context -> {
      context.response().headers().remove("cache-control");
      files.handle(context);
    };
  }

  private static boolean isReading(RoutingContext context) {
    HttpMethod method = context.request().method();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  /** True for what a browser asks for when a person opens an address. */
  static boolean isPage(RoutingContext context) {
    String path = context.normalizedPath();
    boolean reads = isReading(context);
    String accept = String.valueOf(context.request().getHeader("accept"));
    return reads
        && !path.startsWith("/api/")
        && path.indexOf('.', path.lastIndexOf('/')) < 0
        && (accept.contains("text/html") || path.equals("/"));
  }

  void send(RoutingContext context) {
    Gate.send(
        context,
        new Reply(200, "text/html; charset=utf-8", index, Map.of("cache-control", "no-cache")));
  }

  private static Reply page(String html) {
    return Reply.text("text/html; charset=utf-8", html);
  }

  private static String docsVersion() {
    java.util.Properties properties = new java.util.Properties();
    try {
      properties.load(
          new java.io.ByteArrayInputStream(
              Resource.bytes("META-INF/maven/org.webjars/swagger-ui/pom.properties")));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
