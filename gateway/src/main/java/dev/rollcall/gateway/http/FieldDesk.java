package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.port.AnswerStore;
import dev.rollcall.gateway.usecase.AnswerOnce;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What routes with small JSON bodies share: reading one within limits, working at a desk, and one
 * effect for an Idempotency-Key that comes twice.
 */
public final class FieldDesk {
  private final Workers workers;
  private final ByteBudget budget;
  private final AnswerOnce answerOnce;

  public FieldDesk(Workers workers, ByteBudget budget, AnswerOnce answerOnce) {
    this.workers = workers;
    this.budget = budget;
    this.answerOnce = answerOnce;
  }

  /** Work without a body. */
  Future<Reply> work(java.util.concurrent.Callable<Reply> work) {
    return workers.desk(work);
  }

  /** Work on the fields of a body. */
  Future<Reply> fields(Exchange exchange, Set<String> known, Function<Fields, Reply> work) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(body -> workers.desk(() -> work.apply(Fields.of(body, known))));
  }

  /** The same, once for each Idempotency-Key. */
  Future<Reply> once(
      Exchange exchange, Principal principal, Set<String> known, Function<Fields, Reply> work) {
    Optional<String> key = IdempotencyKey.of(exchange.request());
    String call = exchange.request().path();
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body ->
                workers.desk(
                    () -> {
                      Fields fields = Fields.of(body, known);
                      if (key.isEmpty()) {
                        return work.apply(fields);
                      }
                      String text = Secret.sha256(((Body.JsonText) body).bytes());
                      AnswerStore.Answer answer =
                          answerOnce.run(
                              principal.accountId(),
                              key.get(),
                              Secret.hash(call + "\n" + text),
                              () -> {
                                Reply reply = work.apply(fields);
                                return new AnswerStore.Answer(reply.status(), reply.body());
                              });
                      return Reply.json(answer.status(), answer.bytes());
                    }));
  }
}
