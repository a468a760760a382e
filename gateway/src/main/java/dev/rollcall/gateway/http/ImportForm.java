package dev.rollcall.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.gateway.domain.exchange.ImportKind;
import dev.rollcall.gateway.domain.exchange.ImportOptions;
import dev.rollcall.gateway.domain.exchange.OnExisting;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.ManageImports;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields beside the file of an import. */
final class ImportForm {
  private static final Set<String> FIELDS = Set.of("kind", "mapping", "options", "dry_run");
  private static final Set<String> OPTIONS =
      Set.of(
          "encoding",
          "separator",
          "groups_separator",
          "on_existing",
          "remove_from_groups",
          "create_missing");

  private ImportForm() {}

  static ManageImports.Request parse(UploadReader.Form form) {
    Map<String, String> texts = form.texts();
    for (String field : texts.keySet()) {
      if (!FIELDS.contains(field)) {
        throw unknown(field, FIELDS);
      }
    }
    return new ManageImports.Request(
        kind(texts.get("kind")),
        form.filename(),
        mapping(texts.get("mapping")),
        options(texts.get("options")),
        flag("dry_run", texts.getOrDefault("dry_run", "false")));
  }

  private static ProblemException unknown(String field, Set<String> known) {
    return ProblemException.ofField(
        ProblemCode.UNKNOWN_FIELD,
        field,
        "There is no field %s here. Known are %s.".formatted(field, new TreeSet<>(known)));
  }

  private static ImportKind kind(@Nullable String word) {
    if ("roster".equals(word)) {
      return ImportKind.ROSTER;
    }
    if ("pictures".equals(word)) {
      return ImportKind.PICTURES;
    }
    throw ProblemException.ofField(
        word == null ? ProblemCode.MISSING_FIELD : ProblemCode.INVALID_FIELD,
        "kind",
        "kind is roster or pictures.");
  }

  private static boolean flag(String field, String word) {
    return switch (word.strip()) {
      case "true" -> true;
      case "false", "" -> false;
      default ->
          throw ProblemException.ofField(
              ProblemCode.INVALID_FIELD, field, "%s is true or false.".formatted(field));
    };
  }

  private static Map<String, String> mapping(@Nullable String json) {
    Map<String, String> mapping = new LinkedHashMap<>();
    if (json != null && !json.isBlank()) {
      for (Map.Entry<String, JsonNode> entry : object(json).properties()) {
        if (!entry.getValue().isNull()) {
          mapping.put(entry.getKey(), text("mapping", entry.getValue()));
        }
      }
    }
    return mapping;
  }

  private static ImportOptions options(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return ImportOptions.USUAL;
    }
    ObjectNode object = object(json);
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!OPTIONS.contains(entry.getKey())) {
        throw unknown(entry.getKey(), OPTIONS);
      }
    }
    return new ImportOptions(
        optional(object, "encoding"),
        optional(object, "separator"),
        optional(object, "groups_separator"),
        onExisting(optional(object, "on_existing")),
        object.path("remove_from_groups").asBoolean(false),
        object.path("create_missing").asBoolean(false));
  }

  private static ObjectNode object(String json) {
    return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String optional(ObjectNode object, String field) {
    JsonNode node = object.get(field);
    return node == null || node.isNull() || node.asText().isEmpty() ? null : text(field, node);
  }

  private static String text(String field, JsonNode node) {
    if (!node.isTextual()) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, field, "%s holds something that is no text.".formatted(field));
    }
    return node.textValue();
  }

  private static OnExisting onExisting(@Nullable String word) {
    if (word == null) {
      return OnExisting.UPDATE;
    }
    try {
      return OnExisting.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "on_existing", "on_existing is update, skip or fail.");
    }
  }
}
