package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.port.AnswerStore;
import dev.rollcall.gateway.usecase.AnswerOnce;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Requests with an Idempotency-Key: the second of them is answered with the first one's answer. */
public final class Once {
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
    return reply(
        exchange,
        principal,
        bodyHash,
        () -> {
          Outcome outcome = work.get();
          return Reply.json(outcome.status(), outcome.view());
        });
  }

  /**
   * The same for work that makes its JSON itself. Headers are not kept: a later answer has no ETag,
   * as the thing may have been changed since.
   */
  Reply reply(Exchange exchange, Principal principal, String bodyHash, Supplier<Reply> work) {
    Optional<String> key = IdempotencyKey.of(exchange.request());
    if (key.isEmpty()) {
      return work.get();
    }
    List<Reply> made = new ArrayList<>(1);
    AnswerStore.Answer given =
        answers.run(
            principal.accountId(),
            key.get(),
            bodyHash,
            () -> {
              Reply reply = work.get();
              made.add(reply);
              return new AnswerStore.Answer(reply.status(), reply.body());
            });
    return made.isEmpty() ? Reply.json(given.status(), given.bytes()) : made.get(0);
  }

  /** The same for a JSON body. */
  Reply run(Exchange exchange, Principal principal, Body body, Supplier<Outcome> work) {
    return run(exchange, principal, hash(exchange, body), work);
  }

  /** Of a call without a body. */
  static String hash(Exchange exchange) {
    return Secret.hash(route(exchange));
  }

  private static String route(Exchange exchange) {
    return exchange.request().method() + " " + exchange.context().normalizedPath() + "\n";
  }

  /** Of a call and its JSON: the same key with another is refused. */
  static String hash(Exchange exchange, Body body) {
    byte[] bytes = ((Body.JsonText) body).bytes();
    byte[] head = route(exchange).getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return Secret.sha256(all);
  }
}
