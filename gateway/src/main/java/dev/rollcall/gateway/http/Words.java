package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Closed lists as callers write them. */
final class Words {
  private Words() {}

  /** Values by their name in small letters. */
  static <T extends Enum<T>> T parse(String field, String text, Class<T> type) {
    for (T value : type.getEnumConstants()) {
      if (of(value).equals(text)) {
        return value;
      }
    }
    throw invalid(
        field,
        Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", ")));
  }

  /** Values by their name as it is. */
  static <T extends Enum<T>> T parseName(String field, String text, Class<T> type) {
    for (T value : type.getEnumConstants()) {
      if (value.name().equals(text)) {
        return value;
      }
    }
    throw invalid(
        field,
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
  }

  private static ProblemException invalid(String field, String known) {
    return ProblemException.ofField(
        ProblemCode.INVALID_FIELD, field, "%s must be one of %s.".formatted(field, known));
  }

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static @Nullable String orNull(@Nullable Enum<?> value) {
    return value == null ? null : of(value);
  }
}
