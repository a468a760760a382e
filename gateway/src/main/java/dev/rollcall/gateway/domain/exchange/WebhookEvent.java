package dev.rollcall.gateway.domain.exchange;

import java.util.Arrays;
import java.util.Optional;

/** What other systems can be told of. */
public enum WebhookEvent {
  CHECK_IN_VALID("check_in.valid"),
  CHECK_IN_INVALID("check_in.invalid"),
  SESSION_CLOSED("session.closed"),
  PERSON_CREATED("person.created"),
  PERSON_DELETED("person.deleted"),
  RECORD_CORRECTED("record.corrected"),
  /** Sent when somebody asks to try a webhook. */
  TEST("test");

  private final String word;

  WebhookEvent(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Of those that a webhook can ask for. */
  public static Optional<WebhookEvent> named(String word) {
    return Arrays.stream(values())
        .filter(event -> event != TEST && event.word.equals(word))
        .findFirst();
  }
}
