package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AnswerStore;
import dev.rollcall.gateway.usecase.AnswerOnce;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Requests with an Idempotency-Key: the second of them is answered with the first one's answer. */
public final class Once {
  private static final int MOST_KEY_CHARACTERS = 200;

  private final AnswerOnce answers;

  public Once(AnswerOnce answers) {
    this.answers = answers;
  }

  /** What a request did. */
  record Outcome(int status, Object view) {}

  /**
   * Runs the work, or gives the answer of before; blocks.
   *
   * @param bodyHash of route and body: the same key with another is refused
   */
  Reply run(Exchange exchange, Principal principal, String bodyHash, Supplier<Outcome> work) {
    Supplier<AnswerStore.Answer> answer =
        () -> {
          Outcome outcome = work.get();
          return new AnswerStore.Answer(outcome.status(), Json.write(outcome.view()));
        };
    String key = exchange.request().getHeader("idempotency-key");
    AnswerStore.Answer given =
        key == null
            ? answer.get()
            : answers.run(principal.accountId(), checked(key), bodyHash, answer);
    return Reply.json(given.status(), given.bytes());
  }

  /** The same for a JSON body. */
  Reply run(Exchange exchange, Principal principal, Body body, Supplier<Outcome> work) {
    byte[] bytes = ((Body.JsonText) body).bytes();
    String route = exchange.request().method() + " " + exchange.context().normalizedPath() + "\n";
    byte[] head = route.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return run(exchange, principal, Secret.sha256(all), work);
  }

  private static String checked(String key) {
    if (key.isBlank() || key.length() > MOST_KEY_CHARACTERS) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "Idempotency-Key",
          "Idempotency-Key must have 1 to %d characters.".formatted(MOST_KEY_CHARACTERS));
    }
    return key;
  }
}
