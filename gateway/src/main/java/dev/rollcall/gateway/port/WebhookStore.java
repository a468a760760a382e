package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.domain.exchange.Webhook;
import dev.rollcall.gateway.domain.exchange.WebhookEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Webhooks and what is on its way to them. A delivery is held by one gateway at a time, by lease.
 * Throws {@code ProblemException} DATABASE_UNAVAILABLE. Safe on any thread.
 */
public interface WebhookStore {
  /** Stores a new one; the secret is sealed at rest. */
  void add(Webhook webhook, String secret);

  Optional<Webhook> find(String organisationId, String id);

  Page<Webhook> list(String organisationId, int limit, Optional<String> cursor);

  /** Changes what stands under {@code expected}; false where another version stands, or none. */
  boolean change(
      String organisationId,
      String id,
      long expected,
      URI url,
      Set<WebhookEvent> events,
      boolean enabled);

  /** With all deliveries; false where there is none. */
  boolean remove(String organisationId, String id);

  /** Enabled ones that ask for the event. */
  List<Webhook> listening(String organisationId, WebhookEvent event);

  /** Stores deliveries; one whose id is there already is left as it is. */
  void addDeliveries(List<Delivery> deliveries);

  Optional<Delivery> delivery(String webhookId, String id);

  /** Newest first. */
  Page<Delivery> deliveries(
      String webhookId, Optional<Delivery.State> state, int limit, Optional<String> cursor);

  /** Takes deliveries that are due, of enabled webhooks; until then nobody else does. */
  List<Due> claim(Instant now, Instant until, int limit);

  /** Takes over what came of an attempt. */
  void finish(Delivery delivery);

  /** Makes a dead one wait again; false where it is not dead. */
  boolean revive(String webhookId, String id, Instant now);

  /** Forgets what was delivered, or given up, before. */
  int forget(Instant deliveredBefore, Instant deadBefore);

  /** The secret of a webhook; empty where there is none. */
  Optional<String> secret(String id);

  /** A delivery that is due, and what it needs. */
  record Due(Delivery delivery, URI url, String secret) {}
}
