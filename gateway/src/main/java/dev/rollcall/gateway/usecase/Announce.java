package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.domain.exchange.StableId;
import dev.rollcall.gateway.domain.exchange.Webhook;
import dev.rollcall.gateway.domain.exchange.WebhookEvent;
import dev.rollcall.gateway.port.WebhookStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * Puts events on their way to the webhooks that ask for them. What is announced is stored before
 * this returns, so it outlives the gateway.
 */
public final class Announce {
  private final WebhookStore webhooks;
  private final InstantSource clock;
  private final Random random;

  public Announce(WebhookStore webhooks, InstantSource clock, Random random) {
    this.webhooks = webhooks;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Announces an event.
   *
   * @param data a JSON object
   */
  public void run(String organisationId, WebhookEvent event, String data) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Delivery> deliveries =
        webhooks.listening(organisationId, event).stream()
            .map(webhook -> draft(webhook, event, data, Ulid.at(now, random), now))
            .toList();
    if (!deliveries.isEmpty()) {
      webhooks.addDeliveries(deliveries);
    }
  }

  /** The same for what has an identifier of its own: announced twice it is sent once. */
  void once(
      String organisationId, WebhookEvent event, String data, String eventId, Instant happenedAt) {
    List<Delivery> deliveries =
        webhooks.listening(organisationId, event).stream()
            .map(
                webhook ->
                    draft(
                        webhook,
                        event,
                        data,
                        StableId.of(eventId, happenedAt, webhook.id()),
                        happenedAt))
            .toList();
    if (!deliveries.isEmpty()) {
      webhooks.addDeliveries(deliveries);
    }
  }

  static Delivery draft(
      Webhook webhook, WebhookEvent event, String data, String id, Instant happenedAt) {
    String payload =
        "{\"id\":\"%s\",\"event\":\"%s\",\"created_at\":\"%s\",\"data\":%s}"
            .formatted(id, event.word(), happenedAt, data);
    return new Delivery(
        id,
        webhook.id(),
        event,
        Delivery.State.WAITING,
        0,
        payload,
        happenedAt,
        null,
        happenedAt,
        null,
        null);
  }
}
