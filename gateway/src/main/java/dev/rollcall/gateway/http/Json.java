package dev.rollcall.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.io.IOException;

/**
 * JSON as the contract has it: snake_case, every key there, and nothing tolerated on the way in.
 */
final class Json {
  private static final int MOST_TEXT_CHARACTERS = 30 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(MOST_TEXT_CHARACTERS)
                          .maxNestingDepth(20)
                          .build())
                  .build())
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Json() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that cannot become JSON", e);
    }
  }

  /** Reads a record whose fields must all be there. */
  static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  static ObjectNode readObject(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new ProblemException(
          ProblemCode.INVALID_JSON, "The body must be a JSON object, in braces.");
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private static ProblemException problem(IOException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return ProblemException.ofField(
          ProblemCode.UNKNOWN_FIELD,
          unknown.getPropertyName(),
          "There is no field %s here. Known are %s."
              .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = String.valueOf(mapping.getPath().get(0).getFieldName());
      return ProblemException.ofField(
          ProblemCode.INVALID_FIELD, field, "%s is missing or of the wrong kind.".formatted(field));
    }
    return new ProblemException(
        ProblemCode.INVALID_JSON,
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? "The body is not valid JSON (line %d, column %d)."
                .formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr())
            : "The body is not valid JSON.");
  }
}
