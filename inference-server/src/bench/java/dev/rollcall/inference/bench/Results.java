package dev.rollcall.inference.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the experiments found: claims in the order of their ids, and the raw measurements. */
final class Results {
  /** A raw distribution of more values is thinned evenly over its ranks. */
  private static final int MOST_RAW = 2000;

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<Claim> claims = new ArrayList<>();
  private final Map<String, Samples> raw = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final Map<String, String> facts = new LinkedHashMap<>();

  /** Says it at once: a long run shows what it has. */
  void add(Claim claim) {
    claims.add(claim);
    System.err.println(claim.line());
  }

  /**
   * Keeps measurements.
   *
   * @param id of the claim that rests on them
   */
  void raw(String id, String name, Samples samples) {
    owners.put(name, id);
    raw.put(name, samples);
  }

  Samples raw(String name) {
    return raw.getOrDefault(name, new Samples());
  }

  void fact(String name, String value) {
    facts.put(name, value);
    System.err.println("     " + name + ": " + value);
  }

  List<Claim> claims() {
    return claims.stream()
        .sorted(
            (one, other) -> {
              int byNumber = Integer.compare(number(one), number(other));
              return byNumber != 0 ? byNumber : one.id().compareTo(other.id());
            })
        .toList();
  }

  private static int number(Claim claim) {
    return Integer.parseInt(claim.id().replaceAll("\\D", ""));
  }

  Map<String, String> facts() {
    return facts;
  }

  boolean allHold() {
    return claims.stream().allMatch(Claim::holds);
  }

  /** How many hold, and the ids of those that do not. */
  String verdict() {
    List<String> failing =
        claims().stream().filter(claim -> !claim.holds()).map(Claim::id).toList();
    return "%d of %d claims hold%s"
        .formatted(
            claims.size() - failing.size(),
            claims.size(),
            failing.isEmpty() ? "" : "; not: " + String.join(", ", failing));
  }

  /**
   * The claims as a list. Each carries the raw distributions that it rests on, and what is to be
   * known of the run.
   */
  String json() throws IOException {
    ArrayNode list = mapper.createArrayNode();
    for (Claim claim : claims()) {
      ObjectNode node = claim.json(mapper);
      ObjectNode distributions = node.putObject("distributions");
      raw.forEach(
          (name, samples) -> {
            if (claim.id().equals(owners.get(name))) {
              distributions.set(name, json(samples));
            }
          });
      node.set("run", mapper.valueToTree(facts));
      list.add(node);
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list);
  }

  private ObjectNode json(Samples samples) {
    ObjectNode node = mapper.createObjectNode();
    node.put("n", samples.count());
    for (double percent : new double[] {50, 95, 99}) {
      node.put("p" + (int) percent, samples.percentile(percent));
    }
    ArrayNode values = node.putArray("values");
    double[] sorted = samples.sorted();
    int step = Math.max(1, sorted.length / MOST_RAW);
    for (int i = 0; i < sorted.length; i += step) {
      values.add(sorted[i]);
    }
    return node;
  }

  void write(String target) throws IOException {
    put(target, json());
  }

  /** Any figures; names in the JSON are in snake case. */
  static void write(String target, Object figures) throws IOException {
    put(
        target,
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(figures));
  }

  private static void put(String target, String json) throws IOException {
    if (target.equals("-")) {
      System.out.println(json);
    } else {
      Files.writeString(Path.of(target), json + "\n");
    }
  }
}
