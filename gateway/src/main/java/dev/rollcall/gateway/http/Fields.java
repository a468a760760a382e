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

/** Fields of a small JSON body that may be left out; a field that is not known is refused. */
final class Fields {
  private final ObjectNode json;

  private Fields(ObjectNode json) {
    this.json = json;
  }

  static Fields of(Body body, Set<String> known) {
    return of(Json.readObject(((Body.JsonText) body).bytes()), known);
  }

  private static Fields of(ObjectNode json, Set<String> known) {
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!known.contains(entry.getKey())) {
        throw ProblemException.ofField(
            ProblemCode.UNKNOWN_FIELD,
            entry.getKey(),
            "There is no field %s here. Known are %s."
                .formatted(entry.getKey(), new TreeSet<>(known)));
      }
    }
    return new Fields(json);
  }

  private Optional<JsonNode> node(String field) {
    return Optional.ofNullable(json.get(field)).filter(node -> !node.isNull());
  }

  Optional<String> text(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw wrongKind(field, "text");
              }
              return node.textValue();
            });
  }

  String requiredText(String field) {
    return text(field)
        .orElseThrow(
            () ->
                ProblemException.ofField(
                    ProblemCode.MISSING_FIELD, field, "%s is missing.".formatted(field)));
  }

  Optional<Boolean> flag(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw wrongKind(field, "true or false");
              }
              return node.booleanValue();
            });
  }

  Optional<List<String>> texts(String field) {
    return node(field)
        .map(
            node -> {
              List<String> texts = new ArrayList<>();
              if (!node.isArray()) {
                throw wrongKind(field, "a list of texts");
              }
              for (JsonNode item : node) {
                if (!item.isTextual()) {
                  throw wrongKind(field, "a list of texts");
                }
                texts.add(item.textValue());
              }
              return List.copyOf(texts);
            });
  }

  /** True where the field is there, be it null. */
  boolean names(String field) {
    return json.has(field);
  }

  Optional<Integer> number(String field, int least, int most) {
    return node(field)
        .map(
            node -> {
              if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
                throw wrongKind(field, "a whole number from %d to %d".formatted(least, most));
              }
              return node.intValue();
            });
  }

  Optional<LocalDate> date(String field) {
    return text(field).map(text -> Times.date(field, text));
  }

  LocalDate requiredDate(String field) {
    return Times.date(field, requiredText(field));
  }

  /** A local time of day. */
  Optional<LocalTime> hour(String field) {
    return text(field).map(text -> Times.hour(field, text));
  }

  Optional<Instant> instant(String field) {
    return text(field).map(text -> Times.instant(field, text));
  }

  Instant requiredInstant(String field) {
    return Times.instant(field, requiredText(field));
  }

  Optional<ZoneId> zone(String field) {
    return text(field).map(text -> Times.zone(field, text));
  }

  /** One of some words, which are the values' names in small letters. */
  <T extends Enum<T>> Optional<T> word(String field, Class<T> type) {
    return text(field).map(text -> Words.parse(field, text, type));
  }

  /** Fields of an object within; empty where there is none. */
  Optional<Fields> object(String field, Set<String> known) {
    return node(field)
        .map(
            node -> {
              if (!(node instanceof ObjectNode object)) {
                throw wrongKind(field, "an object");
              }
              return of(object, known);
            });
  }

  private static ProblemException wrongKind(String field, String wanted) {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD, field, "%s must be %s.".formatted(field, wanted));
  }
}
