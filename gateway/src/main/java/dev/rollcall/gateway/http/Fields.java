package dev.rollcall.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose fields may be left out, and where null means something else than left out. A
 * field that is not known is UNKNOWN_FIELD, one of the wrong kind INVALID_FIELD, by name.
 */
final class Fields {
  private final ObjectNode json;
  private final String prefix;

  private Fields(ObjectNode json, String prefix, Set<String> known) {
    this.json = json;
    this.prefix = prefix;
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!known.contains(entry.getKey())) {
        throw ProblemException.ofField(
            ProblemCode.UNKNOWN_FIELD,
            prefix + entry.getKey(),
            "There is no field %s here. Known are %s."
                .formatted(prefix + entry.getKey(), new TreeSet<>(known)));
      }
    }
  }

  static Fields of(Body body, Set<String> known) {
    return new Fields(Json.readObject(((Body.JsonText) body).bytes()), "", known);
  }

  /** True where the field is there, be it null. */
  boolean names(String name) {
    return json.has(name);
  }

  private @Nullable JsonNode value(String name) {
    JsonNode node = json.get(name);
    return node == null || node.isNull() ? null : node;
  }

  String requiredText(String name) {
    return text(name)
        .orElseThrow(
            () ->
                ProblemException.ofField(
                    ProblemCode.MISSING_FIELD, prefix + name, prefix + name + " is missing."));
  }

  /** Empty where left out or null. */
  Optional<String> text(String name) {
    JsonNode node = value(name);
    if (node != null && !node.isTextual()) {
      throw wrong(name, "text");
    }
    return Optional.ofNullable(node).map(JsonNode::textValue);
  }

  String text(String name, String otherwise) {
    refuseNull(name);
    return text(name).orElse(otherwise);
  }

  Optional<Boolean> flag(String name) {
    JsonNode node = value(name);
    if (node != null && !node.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return Optional.ofNullable(node).map(JsonNode::booleanValue);
  }

  boolean flag(String name, boolean otherwise) {
    refuseNull(name);
    return flag(name).orElse(otherwise);
  }

  int number(String name, int otherwise) {
    refuseNull(name);
    JsonNode node = value(name);
    if (node != null && !node.canConvertToInt()) {
      throw wrong(name, "a whole number");
    }
    if (node != null && !node.isIntegralNumber()) {
      throw wrong(name, "a whole number");
    }
    return node == null ? otherwise : node.intValue();
  }

  Optional<Double> fraction(String name) {
    JsonNode node = value(name);
    if (node != null && !node.isNumber()) {
      throw wrong(name, "a number");
    }
    return Optional.ofNullable(node).map(JsonNode::doubleValue);
  }

  Optional<List<String>> texts(String name) {
    JsonNode node = value(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isArray()) {
      throw wrong(name, "a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isTextual()) {
        throw wrong(name, "a list of texts");
      }
      texts.add(item.textValue());
    }
    return Optional.of(texts);
  }

  Optional<Integer> number(String name, int least, int most) {
    JsonNode node = value(name);
    if (node != null && (!node.isInt() || node.intValue() < least || node.intValue() > most)) {
      throw wrong(name, "a whole number from %d to %d".formatted(least, most));
    }
    return Optional.ofNullable(node).map(JsonNode::intValue);
  }

  Optional<LocalDate> date(String name) {
    return text(name).map(text -> Times.date(prefix + name, text));
  }

  LocalDate requiredDate(String name) {
    return Times.date(prefix + name, requiredText(name));
  }

  /** A local time of day. */
  Optional<LocalTime> hour(String name) {
    return text(name).map(text -> Times.hour(prefix + name, text));
  }

  Optional<Instant> instant(String name) {
    return text(name).map(text -> Times.instant(prefix + name, text));
  }

  Instant requiredInstant(String name) {
    return Times.instant(prefix + name, requiredText(name));
  }

  Optional<ZoneId> zone(String name) {
    return text(name).map(text -> Times.zone(prefix + name, text));
  }

  /** One of some words, which are the values' names in small letters. */
  <T extends Enum<T>> Optional<T> word(String name, Class<T> type) {
    return text(name).map(text -> Words.parse(prefix + name, text, type));
  }

  /** Fields of an object within; empty where left out or null. */
  Optional<Fields> object(String name, Set<String> known) {
    JsonNode node = value(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!(node instanceof ObjectNode object)) {
      throw wrong(name, "an object, in braces");
    }
    return Optional.of(new Fields(object, prefix + name + ".", known));
  }

  Optional<List<Fields>> objects(String name, Set<String> known) {
    refuseNull(name);
    JsonNode node = value(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isArray()) {
      throw wrong(name, "a list of objects");
    }
    List<Fields> objects = new ArrayList<>();
    for (JsonNode item : node) {
      if (!(item instanceof ObjectNode object)) {
        throw wrong(name, "a list of objects");
      }
      objects.add(new Fields(object, prefix + name + ".", known));
    }
    return Optional.of(objects);
  }

  private void refuseNull(String name) {
    JsonNode node = json.get(name);
    if (node != null && node.isNull()) {
      throw wrong(name, "left out, or have a value");
    }
  }

  private ProblemException wrong(String name, String wanted) {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD,
        prefix + name,
        "%s must be %s.".formatted(prefix + name, wanted));
  }
}
