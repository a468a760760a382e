package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Talks HTTP/2 over TLS to a gateway under test, one request after the other. */
final class Caller implements AutoCloseable {
  private static final String AUTHORITY = ":authority";
  private static final String BOUNDARY = "a-line-that-no-picture-holds";

  private final HttpClient client;
  private final int port;
  private final Map<String, String> headers;
  private final @Nullable Contract contract;

  private Caller(
      HttpClient client, int port, Map<String, String> headers, @Nullable Contract contract) {
    this.client = client;
    this.port = port;
    this.headers = headers;
    this.contract = contract;
  }

  /** The same connection, with every answer held against a description. */
  Caller checking(Contract description) {
    return new Caller(client, port, headers, description);
  }

  static Caller on(Vertx vertx, int port) {
    return new Caller(
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setDecompressionSupported(true)),
        port,
        Map.of(),
        null);
  }

  /** The same connection, with another header on every request. */
  Caller with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Caller(client, port, Map.copyOf(more), contract);
  }

  /** The same connection, where each request says that it goes to another host. */
  Caller to(String host) {
    return with(AUTHORITY, host);
  }

  /** What came back. */
  record Answer(int status, MultiMap headers, Buffer body) {
    JsonObject json() {
      return body.toJsonObject();
    }

    /** The status, and the code of a problem. */
    String problem() {
      return status
          + " "
          + (String.valueOf(headers.get("content-type")).equals("application/problem+json")
              ? json().getString("code")
              : "is no problem");
    }
  }

  Answer get(String path) throws Exception {
    return send(HttpMethod.GET, path, null, Buffer.buffer());
  }

  Answer delete(String path) throws Exception {
    return send(HttpMethod.DELETE, path, null, Buffer.buffer());
  }

  Answer post(String path, JsonObject json) throws Exception {
    return send(HttpMethod.POST, path, "application/json", json.toBuffer());
  }

  Answer delete(String path, JsonObject json) throws Exception {
    return send(HttpMethod.DELETE, path, "application/json", json.toBuffer());
  }

  /** A POST without a body. */
  Answer post(String path) throws Exception {
    return send(HttpMethod.POST, path, null, Buffer.buffer());
  }

  Answer patch(String path, JsonObject json) throws Exception {
    return send(HttpMethod.PATCH, path, "application/json", json.toBuffer());
  }

  Answer post(String path, Form form) throws Exception {
    return send(
        HttpMethod.POST, path, "multipart/form-data; boundary=" + BOUNDARY, form.finished());
  }

  Answer send(HttpMethod method, String path, @Nullable String contentType, Buffer body)
      throws Exception {
    RequestOptions options =
        new RequestOptions().setMethod(method).setHost("localhost").setPort(port).setURI(path);
    headers.forEach(
        (name, value) -> {
          if (!name.equals(AUTHORITY)) {
            options.addHeader(name, value);
          }
        });
    if (contentType != null) {
      options.addHeader("content-type", contentType);
    }
    Answer answer =
        client
            .request(options)
            // Nested, so that the body is asked for before it can have come.
            .compose(request -> addressed(request).send(body).compose(Caller::answer))
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    if (contract != null) {
      assertThat(contract.problems(method.name(), path, answer)).isEmpty();
    }
    return answer;
  }

  private HttpClientRequest addressed(HttpClientRequest request) {
    String host = headers.get(AUTHORITY);
    return host == null ? request : request.authority(HostAndPort.create(host, 443));
  }

  private static io.vertx.core.Future<Answer> answer(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), response.headers(), body));
  }

  @Override
  public void close() {
    client.close();
  }

  /** A multipart form. */
  static final class Form {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Form text(String name, String value) {
      return part("form-data; name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
    }

    Form file(String name, String filename, byte[] content) {
      return part(
          "form-data; name=\"" + name + "\"; filename=\"" + filename + "\"",
          "content-type: image/jpeg\r\n",
          content);
    }

    private Form part(String disposition, String more, byte[] content) {
      bytes.writeBytes(
          ("--" + BOUNDARY + "\r\ncontent-disposition: " + disposition + "\r\n" + more + "\r\n")
              .getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(content);
      bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
      return this;
    }

    private Buffer finished() {
      bytes.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
      return Buffer.buffer(bytes.toByteArray());
    }
  }
}
