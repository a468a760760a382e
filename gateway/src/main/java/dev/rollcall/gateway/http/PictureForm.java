package dev.rollcall.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.Upload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts and files by field name, from a form or from JSON with base64: the calls see no difference.
 * A field that the call does not know is refused.
 */
final class PictureForm {
  private static final Pattern DATA_URL = Pattern.compile("^data:[^,]{0,200};base64,");

  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final Map<String, List<Upload>> files = new LinkedHashMap<>();

  private PictureForm() {}

  /** Which fields a call knows. */
  record Fields(Set<String> single, Set<String> repeated, Set<String> files) {}

  /** Decodes base64, so call it on a worker. */
  static PictureForm parse(Body body, Fields fields) {
    PictureForm form = new PictureForm();
    if (body instanceof Body.Multipart multipart) {
      form.take(multipart, fields);
    } else if (body instanceof Body.JsonText json) {
      form.take(Json.readObject(json.bytes()), fields);
    }
    for (String field : fields.single()) {
      if (form.texts.getOrDefault(field, List.of()).size() > 1) {
        throw ProblemException.ofField(
            ProblemCode.INVALID_FIELD, field, "%s is there twice. Send it once.".formatted(field));
      }
    }
    return form;
  }

  private void take(Body.Multipart multipart, Fields fields) {
    for (Body.TextPart part : multipart.texts()) {
      if (fields.files().contains(part.field())) {
        throw ProblemException.ofField(
            ProblemCode.INVALID_FIELD,
            part.field(),
            "%s must be a file with a name. Send text as JSON with base64."
                .formatted(part.field()));
      }
      if (!fields.single().contains(part.field()) && !fields.repeated().contains(part.field())) {
        throw unknown(part.field(), fields);
      }
      texts.computeIfAbsent(part.field(), field -> new ArrayList<>()).add(part.value());
    }
    for (Body.FilePart part : multipart.files()) {
      if (!fields.files().contains(part.field())) {
        throw unknown(part.field(), fields);
      }
      files.computeIfAbsent(part.field(), field -> new ArrayList<>()).add(part.upload());
    }
  }

  private void take(ObjectNode json, Fields fields) {
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String field = entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        continue;
      }
      boolean file = fields.files().contains(field);
      boolean repeated = fields.repeated().contains(field);
      if (!file && !repeated && !fields.single().contains(field)) {
        throw unknown(field, fields);
      }
      if (!value.isTextual() && !(value.isArray() && (file || repeated))) {
        throw wrongKind(field, file);
      }
      Iterable<JsonNode> values = value.isArray() ? value : List.of(value);
      for (JsonNode item : values) {
        if (!item.isTextual()) {
          throw wrongKind(field, file);
        }
        if (file) {
          files
              .computeIfAbsent(field, name -> new ArrayList<>())
              .add(new Upload(null, decode(field, item.textValue())));
        } else {
          texts.computeIfAbsent(field, name -> new ArrayList<>()).add(item.textValue());
        }
      }
    }
  }

  private static byte[] decode(String field, String text) {
    Matcher prefix = DATA_URL.matcher(text);
    String base64 = prefix.find() ? text.substring(prefix.end()) : text;
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, field, "%s is not valid base64.".formatted(field));
    }
    if (bytes.length > BodyLimits.PICTURE_BYTES) {
      throw ProblemException.ofField(
          ProblemCode.IMAGE_TOO_LARGE,
          field,
          "A picture may have %d MiB. Send a smaller one."
              .formatted(BodyLimits.PICTURE_BYTES >> 20));
    }
    return bytes;
  }

  private static ProblemException unknown(String field, Fields fields) {
    Set<String> known = new java.util.TreeSet<>(fields.single());
    known.addAll(fields.repeated());
    known.addAll(fields.files());
    return ProblemException.ofField(
        ProblemCode.UNKNOWN_FIELD,
        field,
        "There is no field %s here. Known are %s.".formatted(field, known));
  }

  private static ProblemException wrongKind(String field, boolean file) {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD,
        field,
        file
            ? "%s must be base64 text, or a list of it.".formatted(field)
            : "%s must be text.".formatted(field));
  }

  /** Empty where it is not there; an empty text is there. */
  Optional<String> text(String field) {
    return texts.getOrDefault(field, List.of()).stream().findFirst();
  }

  String requiredText(String field) {
    return text(field)
        .orElseThrow(
            () ->
                ProblemException.ofField(
                    ProblemCode.MISSING_FIELD, field, "%s is missing.".formatted(field)));
  }

  List<String> texts(String field) {
    return List.copyOf(texts.getOrDefault(field, List.of()));
  }

  boolean hasFile(String field) {
    return files.containsKey(field);
  }

  /** One to ten files. */
  List<Upload> requiredFiles(String field) {
    List<Upload> found = files.getOrDefault(field, List.of());
    if (found.isEmpty()) {
      throw ProblemException.ofField(
          ProblemCode.MISSING_FIELD,
          field,
          "%s is missing. Send at least one picture.".formatted(field));
    }
    if (found.size() > BodyLimits.MOST_PICTURES) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          field,
          "At most %d pictures are read at a time.".formatted(BodyLimits.MOST_PICTURES));
    }
    return List.copyOf(found);
  }

  Upload requiredFile(String field) {
    List<Upload> found = requiredFiles(field);
    if (found.size() > 1) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, field, "Send one picture as %s.".formatted(field));
    }
    return found.get(0);
  }

  /** Equal for equal fields and files, however they were sent. */
  String hash(String call) {
    StringBuilder canonical = new StringBuilder(call).append('\n');
    new TreeMap<>(texts)
        .forEach(
            (field, values) ->
                values.forEach(
                    value ->
                        canonical
                            .append(field)
                            .append('=')
                            .append(Secret.hash(value))
                            .append('\n')));
    new TreeMap<>(files)
        .forEach(
            (field, uploads) ->
                uploads.forEach(
                    upload ->
                        canonical
                            .append(field)
                            .append(':')
                            .append(Secret.sha256(upload.bytes()))
                            .append('\n')));
    return Secret.hash(canonical.toString());
  }
}
