package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.domain.exchange.StableId;
import dev.rollcall.gateway.domain.exchange.Webhook;
import dev.rollcall.gateway.domain.exchange.WebhookEvent;
import dev.rollcall.gateway.port.WebhookStore;
import java.time.Instant;
import java.util.List;

/**
 * Puts events on their way to the webhooks that ask for them. What is announced is stored before
 * this returns, so it outlives the gateway.
 */
public final class Announce {
  private final WebhookStore webhooks;

  public Announce(WebhookStore webhooks) {
    this.webhooks = webhooks;
  }

  /** Whether any webhook asks for the event. */
  boolean isHeard(String organisationId, WebhookEvent event) {
    return !webhooks.listening(organisationId, event).isEmpty();
  }

  /**
   * Announces an event; announced twice under one id it is sent once.
   *
   * @param data a JSON object
   */
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
