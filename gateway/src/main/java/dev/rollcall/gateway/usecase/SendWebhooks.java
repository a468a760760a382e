package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.exchange.Backoff;
import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.port.WebhookSender;
import dev.rollcall.gateway.port.WebhookStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Sends what is due, and puts off or gives up what fails. A message whose gateway died while it was
 * sent is sent again: receivers know it by its id.
 */
public final class SendWebhooks {
  private static final int AT_A_TIME = 8;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration DELIVERED_KEPT = Duration.ofDays(7);
  private static final Duration DEAD_KEPT = Duration.ofDays(90);

  private final WebhookStore webhooks;
  private final WebhookSender sender;
  private final InstantSource clock;

  public SendWebhooks(WebhookStore webhooks, WebhookSender sender, InstantSource clock) {
    this.webhooks = webhooks;
    this.sender = sender;
    this.clock = clock;
  }

  /** One round; gives the number of messages that were tried. */
  public int run() {
    Instant start = now();
    List<WebhookStore.Due> due = webhooks.claim(start, start.plus(LEASE), AT_A_TIME);
    for (WebhookStore.Due one : due) {
      Instant now = now();
      Delivery delivery = one.delivery();
      WebhookSender.Attempt attempt =
          sender.send(
              one.url(),
              one.secret(),
              delivery.event().word(),
              delivery.id(),
              delivery.payload(),
              now);
      webhooks.finish(after(delivery, attempt, now));
    }
    return due.size();
  }

  /** Forgets what is long over. */
  public int tidy() {
    return webhooks.forget(now().minus(DELIVERED_KEPT), now().minus(DEAD_KEPT));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Delivery after(Delivery delivery, WebhookSender.Attempt attempt, Instant now) {
    int attempts = delivery.attempts() + 1;
    Optional<Duration> pause =
        attempt.error().isEmpty() ? Optional.empty() : Backoff.after(attempts);
    Delivery.State state =
        attempt.error().isEmpty()
            ? Delivery.State.DELIVERED
            : pause.isPresent() ? Delivery.State.WAITING : Delivery.State.DEAD;
    return new Delivery(
        delivery.id(),
        delivery.webhookId(),
        delivery.event(),
        state,
        attempts,
        delivery.payload(),
        delivery.createdAt(),
        now,
        pause.map(now::plus).orElse(null),
        attempt.status().orElse(null),
        attempt.error().orElse(null));
  }
}
