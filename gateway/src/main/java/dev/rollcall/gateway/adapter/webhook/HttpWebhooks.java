package dev.rollcall.gateway.adapter.webhook;

import dev.rollcall.gateway.domain.exchange.InnerAddress;
import dev.rollcall.gateway.domain.exchange.WebhookSignature;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.WebhookSender;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends over HTTPS with the system's certificate authorities.
 *
 * <p>The name is looked up here, every address that it has is looked at, and the connection goes to
 * the one that was looked at, so that a name server cannot say one thing at the look and another at
 * the connection. Certificates are checked against the name. A redirect is an answer like any other
 * and counts as a failure.
 */
public final class HttpWebhooks implements WebhookSender, AutoCloseable {
  /** Of the whole exchange. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final HttpClient client;
  private final Resolver resolver;
  private final Set<String> innerHosts;

  /**
   * A sender for one process.
   *
   * @param innerHosts names, or names with {@code :port}, that whoever runs the site allows though
   *     they lie inside; these may be plain http
   */
  public HttpWebhooks(Vertx vertx, Set<String> innerHosts) {
    this(vertx, new HttpClientOptions(), HttpWebhooks::lookUp, innerHosts);
  }

  HttpWebhooks(Vertx vertx, HttpClientOptions options, Resolver resolver, Set<String> innerHosts) {
    this.client =
        vertx.createHttpClient(
            options
                .setConnectTimeout((int) LONGEST.toMillis())
                .setIdleTimeout((int) LONGEST.toSeconds())
                .setKeepAlive(false)
                .setDecompressionSupported(false));
    this.resolver = resolver;
    this.innerHosts = Set.copyOf(innerHosts);
  }

  /** Names to addresses. */
  interface Resolver {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  private static List<InetAddress> lookUp(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }

  @Override
  public void check(URI url) {
    target(url);
  }

  /** Where to connect: the first address of the name, all of which have been looked at. */
  private InetAddress target(URI url) {
    String host = url.getHost();
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (host == null || url.getUserInfo() != null || url.getFragment() != null) {
      throw refused(
          "The address must be like https://host/path, without a user name and without #.");
    }
    boolean inner = innerHosts.contains(host) || innerHosts.contains(host + ":" + url.getPort());
    if (!scheme.equals("https") && !(scheme.equals("http") && inner)) {
      throw refused("The address must begin with https://.");
    }
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    List<InetAddress> addresses;
    try {
      addresses = resolver.addresses(name);
    } catch (UnknownHostException e) {
      throw refused("The name %s cannot be found. Check how it is written.".formatted(host));
    }
    if (!inner && addresses.stream().anyMatch(InnerAddress::is)) {
      throw refused(
          ("%s leads to an address inside a private network, to which nothing is sent. Whoever runs"
                  + " this site can allow it by name in ROLLCALL_WEBHOOK_HOSTS.")
              .formatted(host));
    }
    return addresses.get(0);
  }

  private static ProblemException refused(String detail) {
    return ProblemException.ofField(ProblemCode.ADDRESS_REFUSED, "url", detail);
  }

  @Override
  public Attempt send(
      URI url, String secret, String event, String deliveryId, String body, Instant now) {
    InetAddress address;
    try {
      address = target(url);
    } catch (ProblemException e) {
      return new Attempt(Optional.empty(), Optional.of(e.detail()));
    }
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(url.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .setFollowRedirects(false)
            .setTimeout(LONGEST.toMillis())
            .putHeader("content-type", "application/json")
            .putHeader("user-agent", "Rollcall")
            .putHeader("x-rollcall-event", event)
            .putHeader("x-rollcall-delivery", deliveryId)
            .putHeader(WebhookSignature.HEADER, WebhookSignature.of(secret, now, body));
    try {
      int status =
          client
              .request(options)
              .compose(request -> request.send(body).map(answer -> ended(request, answer)))
              .toCompletionStage()
              .toCompletableFuture()
              .get(LONGEST.toMillis() + 1000, TimeUnit.MILLISECONDS);
      return new Attempt(Optional.of(status), error(status));
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Attempt(
          Optional.empty(),
          Optional.of(
              "No answer (%s). See whether the address is up and its certificate valid."
                  .formatted(
                      e instanceof TimeoutException
                          ? "none within 10 seconds"
                          : cause.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt(Optional.empty(), Optional.of("Broken off: the gateway stops."));
    }
  }

  /** The body of the answer is of no interest, and may be endless. */
  private static int ended(HttpClientRequest request, HttpClientResponse answer) {
    answer.exceptionHandler(reset -> {});
    request.reset();
    return answer.statusCode();
  }

  private static Optional<String> error(int status) {
    if (status >= 200 && status < 300) {
      return Optional.empty();
    }
    return Optional.of(
        status >= 300 && status < 400
            ? "The address answers with a redirect (%d), which is not followed. Enter the address it leads to."
                .formatted(status)
            : "The address answers with %d instead of 2xx. Look into its log.".formatted(status));
  }

  @Override
  public void close() {
    client.close();
  }
}
