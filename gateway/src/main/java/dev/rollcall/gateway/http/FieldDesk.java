package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Principal;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What routes with small JSON bodies share: reading one within limits, working at a desk, and one
 * effect for an Idempotency-Key that comes twice.
 */
public final class FieldDesk {
  private final Workers workers;
  private final ByteBudget budget;
  private final Once once;

  public FieldDesk(Workers workers, ByteBudget budget, Once once) {
    this.workers = workers;
    this.budget = budget;
    this.once = once;
  }

  /** Work without a body. */
  Future<Reply> work(java.util.concurrent.Callable<Reply> work) {
    return workers.desk(work);
  }

  /** The same, once for each Idempotency-Key. */
  Future<Reply> once(Exchange exchange, Principal principal, Supplier<Reply> work) {
    return workers.desk(() -> once.reply(exchange, principal, Once.hash(exchange), work));
  }

  /** Work on the fields of a body. */
  Future<Reply> fields(Exchange exchange, Set<String> known, Function<Fields, Reply> work) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(body -> workers.desk(() -> work.apply(Fields.of(body, known))));
  }

  /** The same, once for each Idempotency-Key. */
  Future<Reply> once(
      Exchange exchange, Principal principal, Set<String> known, Function<Fields, Reply> work) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .compose(
            body ->
                workers.desk(
                    () -> {
                      Fields fields = Fields.of(body, known);
                      return once.reply(
                          exchange, principal, Once.hash(exchange, body), () -> work.apply(fields));
                    }));
  }
}
