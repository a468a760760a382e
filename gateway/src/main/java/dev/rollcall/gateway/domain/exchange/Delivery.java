package dev.rollcall.gateway.domain.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a webhook.
 *
 * @param payload JSON, sent as it stands here
 * @param nextAttemptAt null where none is to come
 * @param responseStatus null where no answer came
 */
public record Delivery(
    String id,
    String webhookId,
    WebhookEvent event,
    State state,
    int attempts,
    String payload,
    Instant createdAt,
    @Nullable Instant lastAttemptAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Integer responseStatus,
    @Nullable String error) {
  /** Whether it arrived. */
  public enum State {
    WAITING,
    DELIVERED,
    /** Given up after the last attempt; waits for somebody to send it again. */
    DEAD
  }
}
