package dev.rollcall.gateway.domain.attendance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a site knows of a person besides the name; only ever compared with what a face looks like.
 *
 * @param gender {@code female} or {@code male}; null where it is not told
 */
public record Profile(@Nullable LocalDate birthDate, @Nullable String gender) {
  /** Nothing is known. */
  public static final Profile UNKNOWN = new Profile(null, null);
}
