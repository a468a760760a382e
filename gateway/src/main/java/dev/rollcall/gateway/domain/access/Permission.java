package dev.rollcall.gateway.domain.access;

import java.util.Arrays;
import java.util.Optional;

/** What a route asks for, and what an API key can be narrowed to. */
public enum Permission {
  PEOPLE_READ("people.read"),
  PEOPLE_WRITE("people.write"),
  CHECK_IN("check_in"),
  ANALYSE("analyse"),
  RECORDS_READ("records.read"),
  RECORDS_CORRECT("records.correct"),
  GROUPS_READ("groups.read"),
  GROUPS_WRITE("groups.write"),
  SESSIONS_READ("sessions.read"),
  SESSIONS_WRITE("sessions.write"),
  REVIEW("review"),
  REPORTS("reports"),
  IMPORT("import"),
  EXPORT("export"),
  USERS("users"),
  KEYS("keys"),
  SETTINGS_READ("settings.read"),
  SETTINGS_WRITE("settings.write"),
  AUDIT("audit"),
  MODELS("models"),
  METRICS("metrics"),
  ORGANISATIONS("organisations");

  private final String word;

  Permission(String word) {
    this.word = word;
  }

  /** As programs see it, such as {@code people.read}. */
  public String word() {
    return word;
  }

  /** Empty for a word that is none of them. */
  public static Optional<Permission> of(String word) {
    return Arrays.stream(values()).filter(permission -> permission.word.equals(word)).findFirst();
  }
}
