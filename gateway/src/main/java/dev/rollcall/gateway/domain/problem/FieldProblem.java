package dev.rollcall.gateway.domain.problem;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a request.
 *
 * @param field such as {@code name} or {@code images[1]}; null where it is not about one field
 * @param code stable, for programs
 * @param detail a sentence that says what to do
 */
public record FieldProblem(@Nullable String field, String code, String detail) {}
