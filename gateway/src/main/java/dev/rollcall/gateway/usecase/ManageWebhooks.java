package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.domain.exchange.Webhook;
import dev.rollcall.gateway.domain.exchange.WebhookEvent;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.WebhookSender;
import dev.rollcall.gateway.port.WebhookStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Which addresses are told of what. A webhook of another organisation is WEBHOOK_NOT_FOUND. */
public final class ManageWebhooks {
  private static final int MOST_CHARACTERS = 2000;

  private final WebhookStore webhooks;
  private final WebhookSender sender;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Random random;

  public ManageWebhooks(
      WebhookStore webhooks,
      WebhookSender sender,
      AuditLog audit,
      InstantSource clock,
      Random random) {
    this.webhooks = webhooks;
    this.sender = sender;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  public Page<Webhook> list(String organisationId, int limit, Optional<String> cursor) {
    return webhooks.list(organisationId, limit, Cursors.ulid(cursor));
  }

  public Webhook get(String organisationId, String id) {
    return Optional.of(id)
        .filter(Ulid::looksLike)
        .flatMap(known -> webhooks.find(organisationId, known))
        .orElseThrow(ManageWebhooks::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.WEBHOOK_NOT_FOUND,
        "There is no webhook under this id. Look at the list of webhooks.");
  }

  /** A new one with its secret, which is told this once. */
  public record Created(Webhook webhook, String secret) {
    @Override
    public String toString() {
      return webhook.toString();
    }
  }

  public Created create(Principal by, String url, List<String> events, boolean enabled) {
    URI address = address(url);
    Instant now = now();
    Webhook webhook =
        new Webhook(
            Ulid.at(now, random),
            by.organisationId(),
            address,
            events(events),
            enabled,
            now,
            null,
            null,
            0,
            0);
    String secret = Secret.create("whsec_");
    webhooks.add(webhook, secret);
    note(by, "webhook.created", webhook);
    return new Created(webhook, secret);
  }

  /**
   * Where data goes to is worth knowing later; of the address its host, as a path may be secret.
   */
  private void note(Principal by, String action, Webhook webhook) {
    audit.append(
        by.organisationId(),
        Deed.of(by.accountId(), action, now(), webhook.id()).with("host", webhook.url().getHost()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private URI address(String url) {
    try {
      URI address = new URI(url.strip());
      if (address.toASCIIString().length() > MOST_CHARACTERS) {
        throw ProblemException.ofField(
            ProblemCode.INVALID_FIELD,
            "url",
            "url is longer than %d characters.".formatted(MOST_CHARACTERS));
      }
      sender.check(address);
      return address;
    } catch (URISyntaxException e) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "url", "url is no address such as https://host/path.");
    }
  }

  private static Set<WebhookEvent> events(List<String> words) {
    Set<WebhookEvent> events = EnumSet.noneOf(WebhookEvent.class);
    for (String word : words) {
      events.add(
          WebhookEvent.named(word)
              .orElseThrow(
                  () ->
                      ProblemException.ofField(
                          ProblemCode.INVALID_FIELD,
                          "events",
                          ("%s is no event. There are check_in.valid, check_in.invalid,"
                                  + " session.closed, person.created, person.deleted and"
                                  + " record.corrected.")
                              .formatted(word))));
    }
    if (events.isEmpty()) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "events", "events is empty. Name at least one.");
    }
    return events;
  }

  /**
   * Takes over what the change names.
   *
   * @param expected the version that is to be changed; empty: whichever stands
   */
  public Webhook change(Principal by, String id, Optional<Long> expected, Change change) {
    String organisationId = by.organisationId();
    Webhook before = get(organisationId, id);
    boolean changed =
        expected.orElse(before.version()) == before.version()
            && webhooks.change(
                organisationId,
                id,
                before.version(),
                change.url().map(this::address).orElse(before.url()),
                change.events().map(ManageWebhooks::events).orElse(before.events()),
                change.enabled().orElse(before.enabled()));
    if (!changed) {
      throw new ProblemException(
          ProblemCode.CHANGED_MEANWHILE,
          "Somebody else has changed this meanwhile. Read it again and repeat your change.");
    }
    Webhook after = get(organisationId, id);
    note(by, "webhook.changed", after);
    return after;
  }

  public void remove(Principal by, String id) {
    Webhook webhook = get(by.organisationId(), id);
    if (!webhooks.remove(by.organisationId(), id)) {
      throw notFound();
    }
    note(by, "webhook.deleted", webhook);
  }

  public Page<Delivery> deliveries(
      String organisationId,
      String id,
      Optional<Delivery.State> state,
      int limit,
      Optional<String> cursor) {
    get(organisationId, id);
    return webhooks.deliveries(id, state, limit, Cursors.ulid(cursor));
  }

  /** Makes a dead letter wait to be sent again. */
  public Delivery retry(String organisationId, String id, String deliveryId) {
    get(organisationId, id);
    if (Ulid.looksLike(deliveryId) && webhooks.delivery(id, deliveryId).isPresent()) {
      if (!webhooks.revive(id, deliveryId, now())) {
        throw new ProblemException(
            ProblemCode.DELIVERY_STATE, "Only a dead letter is sent again; this one is none.");
      }
      return webhooks.delivery(id, deliveryId).orElseThrow(ManageWebhooks::notFound);
    }
    throw new ProblemException(
        ProblemCode.DELIVERY_NOT_FOUND, "This webhook has no delivery under this id.");
  }

  /** Sends a test event now, once. */
  public Delivery test(String organisationId, String id) {
    Webhook webhook = get(organisationId, id);
    Instant now = now();
    Delivery draft = Announce.draft(webhook, WebhookEvent.TEST, "{}", Ulid.at(now, random), now);
    WebhookSender.Attempt attempt =
        sender.send(
            webhook.url(),
            webhooks.secret(id).orElseThrow(ManageWebhooks::notFound),
            draft.event().word(),
            draft.id(),
            draft.payload(),
            now);
    Delivery delivery =
        new Delivery(
            draft.id(),
            id,
            draft.event(),
            attempt.error().isEmpty() ? Delivery.State.DELIVERED : Delivery.State.DEAD,
            1,
            draft.payload(),
            now,
            now,
            null,
            attempt.status().orElse(null),
            attempt.error().orElse(null));
    webhooks.addDeliveries(List.of(delivery));
    webhooks.finish(delivery);
    return delivery;
  }

  /** What to change; empty: as it is. */
  public record Change(
      Optional<String> url, Optional<List<String>> events, Optional<Boolean> enabled) {}
}
