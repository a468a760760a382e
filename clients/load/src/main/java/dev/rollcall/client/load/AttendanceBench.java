package dev.rollcall.client.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.client.load.figures.Distribution;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * People are enrolled with one picture each over HTTP and check in with another; then strangers
 * try. What it adds it takes away again.
 */
@Command(
    name = "attendance",
    description = "Enrols people, checks them in with another picture, then tries strangers.")
final class AttendanceBench implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--images", required = true, description = "One folder a person (LFW's layout).")
  private Path images = Path.of("");

  @Option(
      names = "--people",
      defaultValue = "20",
      description = "How many are enrolled (${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--strangers",
      defaultValue = "500",
      description = "How many strangers try (${DEFAULT-VALUE}).")
  private int strangers;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Which people are drawn (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--url",
      defaultValue = "https://127.0.0.1:8443",
      description = "The gateway (${DEFAULT-VALUE}).")
  private URI url = URI.create("");

  @Option(names = "--ca", description = "PEM of the certificate authority to trust.")
  private @Nullable Path authority;

  @Option(names = "--user", defaultValue = "admin", description = "Who logs in (${DEFAULT-VALUE}).")
  private String user = "";

  @Option(
      names = "--password",
      defaultValue = "${env:ROLLCALL_ADMIN_PASSWORD}",
      description = "The password (default: ROLLCALL_ADMIN_PASSWORD).")
  private @Nullable String password;

  @Option(names = "--json", description = "Write the figures here; - is standard output.")
  private @Nullable String json;

  private final List<Double> milliseconds = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (password == null) {
      throw new IOException("no password: give --password, or set ROLLCALL_ADMIN_PASSWORD");
    }
    FaceFolders faces = FaceFolders.draw(images, people, strangers, seed);
    RollcallClient client = RollcallClient.login(url, Trust.of(url, authority), user, password);
    Map<String, String> idsByName = new HashMap<>();
    try {
      for (FaceFolders.Pair pair : faces.enrolled()) {
        RollcallClient.Answer answer = client.addPerson(pair.name(), pair.enrolment());
        if (answer.status() == 201) {
          idsByName.put(pair.name(), answer.body().at("/person/id").asText());
        } else {
          System.err.printf(
              "%s is not enrolled: %d %s%n", pair.name(), answer.status(), answer.body());
        }
      }
      ObjectNode figures = measure(client, faces, idsByName);
      print(figures);
      return 0;
    } finally {
      for (String id : idsByName.values()) {
        client.deletePerson(id);
      }
    }
  }

  private ObjectNode measure(
      RollcallClient client, FaceFolders faces, Map<String, String> idsByName)
      throws IOException, InterruptedException {
    int checked = 0;
    int right = 0;
    int wrong = 0;
    Map<String, Integer> refusals = new HashMap<>();
    for (FaceFolders.Pair pair : faces.enrolled()) {
      JsonNode answer = checkIn(client, pair.probe());
      if (answer.path("status").asText().equals("VALID")) {
        String named = answer.at("/faces/0/person/id").asText();
        if (named.equals(idsByName.get(pair.name()))) {
          right++;
        } else {
          wrong++;
        }
      } else {
        refusals.merge(answer.path("reason").asText(), 1, Integer::sum);
      }
      progress("enrolled people", ++checked, faces.enrolled().size());
    }
    int accepted = 0;
    int tried = 0;
    Map<String, Integer> strangerReasons = new HashMap<>();
    for (Path stranger : faces.strangers()) {
      JsonNode answer = checkIn(client, stranger);
      if (answer.path("status").asText().equals("VALID")) {
        accepted++;
      } else {
        strangerReasons.merge(answer.path("reason").asText(), 1, Integer::sum);
      }
      progress("strangers", ++tried, faces.strangers().size());
    }
    ObjectNode figures = JSON.createObjectNode();
    figures.put("people", faces.enrolled().size());
    figures.put("enrolled", idsByName.size());
    figures.put("valid_and_right", right);
    figures.put("valid_and_wrong", wrong);
    figures.set("invalid", JSON.valueToTree(refusals));
    figures.put("strangers", faces.strangers().size());
    figures.put("strangers_accepted", accepted);
    figures.set("strangers_invalid", JSON.valueToTree(strangerReasons));
    Distribution times = new Distribution(milliseconds);
    ObjectNode latency = figures.putObject("check_in_ms");
    latency.put("n", times.count());
    latency.put("p50", times.percentile(50));
    latency.put("p95", times.percentile(95));
    latency.put("p99", times.percentile(99));
    return figures;
  }

  private JsonNode checkIn(RollcallClient client, Path picture)
      throws IOException, InterruptedException {
    long startedNanos = System.nanoTime();
    RollcallClient.Answer answer = client.checkAttendance(picture);
    milliseconds.add((System.nanoTime() - startedNanos) / 1e6);
    if (answer.status() != 200) {
      throw new IOException(
          "%s is answered with %d: %s".formatted(picture, answer.status(), answer.body()));
    }
    return answer.body();
  }

  private static void progress(String what, int done, int of) {
    if (done % 50 == 0 || done == of) {
      System.err.printf("%s: %d of %d%n", what, done, of);
    }
  }

  private void print(ObjectNode figures) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures);
    if (json == null || json.equals("-")) {
      System.out.println(text);
    } else {
      Files.writeString(Path.of(json), text + "\n");
      System.out.println("the figures are in " + json);
    }
  }
}
