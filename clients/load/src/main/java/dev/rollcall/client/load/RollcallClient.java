package dev.rollcall.client.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The few calls of the HTTP contract that a measurement needs. Thread-safe. */
final class RollcallClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A status and the JSON that came with it. */
  record Answer(int status, JsonNode body) {}

  private final HttpClient http;
  private final URI base;
  private final String authorization;

  private RollcallClient(HttpClient http, URI base, String authorization) {
    this.http = http;
    this.base = base;
    this.authorization = authorization;
  }

  /**
   * Logs in.
   *
   * @throws IOException where the server cannot be reached or refuses the password
   */
  static RollcallClient login(URI base, SSLContext tls, String user, String password)
      throws IOException, InterruptedException {
    HttpClient http =
        HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(10)).build();
    String credentials = JSON.writeValueAsString(Map.of("username", user, "password", password));
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/login"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(credentials))
            .build();
    Answer answer;
    try {
      answer = send(http, request);
    } catch (IOException e) {
      throw new IOException(
          "nothing answers at %s (%s): start it with ./rollcall up, or give --url"
              .formatted(base, e.getMessage()),
          e);
    }
    if (answer.status() != 200) {
      throw new IOException(
          "the login of %s is refused (%d %s): give --user and --password, or set ROLLCALL_ADMIN_PASSWORD"
              .formatted(user, answer.status(), answer.body().path("detail").asText()));
    }
    return new RollcallClient(http, base, "Bearer " + answer.body().path("token").asText());
  }

  Answer addPerson(String name, Path picture) throws IOException, InterruptedException {
    return post("/add-person", name, "images", picture);
  }

  Answer checkAttendance(Path picture) throws IOException, InterruptedException {
    return post("/check-attendance", null, "media", picture);
  }

  Answer deletePerson(String id) throws IOException, InterruptedException {
    return send(
        http,
        HttpRequest.newBuilder(base.resolve("/api/v1/people/" + id))
            .header("authorization", authorization)
            .DELETE()
            .build());
  }

  private Answer post(String path, @Nullable String name, String field, Path picture)
      throws IOException, InterruptedException {
    String boundary = "rollcall-" + UUID.randomUUID();
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    if (name != null) {
      form.writeBytes(part(boundary, "name=\"name\"", "text/plain; charset=utf-8"));
      form.writeBytes(name.getBytes(StandardCharsets.UTF_8));
      form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    String disposition =
        "name=\"%s\"; filename=\"%s\"".formatted(field, picture.getFileName().toString());
    form.writeBytes(part(boundary, disposition, "application/octet-stream"));
    form.writeBytes(Files.readAllBytes(picture));
    form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return send(
        http,
        HttpRequest.newBuilder(base.resolve(path))
            .header("authorization", authorization)
            .header("content-type", "multipart/form-data; boundary=" + boundary)
            .timeout(Duration.ofMinutes(1))
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
            .build());
  }

  private static byte[] part(String boundary, String disposition, String type) {
    return "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
        .formatted(boundary, disposition, type)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Answer send(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }
}
