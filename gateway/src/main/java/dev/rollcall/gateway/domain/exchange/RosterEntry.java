package dev.rollcall.gateway.domain.exchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a row of a roster says of a person; checked. */
public record RosterEntry(
    String name,
    Optional<String> externalId,
    List<String> groups,
    Optional<LocalDate> birthDate,
    Optional<String> gender,
    Optional<String> consent) {
  public RosterEntry {
    groups = List.copyOf(groups);
  }
}
