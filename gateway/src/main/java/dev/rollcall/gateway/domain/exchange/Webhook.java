package dev.rollcall.gateway.domain.exchange;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address that is told of events.
 *
 * @param failing deliveries that were given up
 * @param version counts the changes
 */
public record Webhook(
    String id,
    String organisationId,
    URI url,
    Set<WebhookEvent> events,
    boolean enabled,
    Instant createdAt,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastFailureAt,
    int failing,
    long version) {
  public Webhook {
    events = Set.copyOf(events);
  }
}
