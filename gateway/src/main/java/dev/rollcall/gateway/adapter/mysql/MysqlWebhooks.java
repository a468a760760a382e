package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.exchange.Delivery;
import dev.rollcall.gateway.domain.exchange.Webhook;
import dev.rollcall.gateway.domain.exchange.WebhookEvent;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.port.WebhookStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Webhooks and their deliveries. */
public final class MysqlWebhooks implements WebhookStore {
  private static final String PURPOSE = "webhook";
  private static final String COLUMNS =
      "SELECT w.*, (SELECT COUNT(*) FROM webhook_delivery d WHERE d.webhook_id = w.id"
          + " AND d.state = 'DEAD') AS failing FROM webhook w ";

  private final Database database;
  private final Sealer sealer;

  public MysqlWebhooks(Database database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  @Override
  public void add(Webhook webhook, String secret) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "INSERT INTO webhook (id, organisation_id, url, events, enabled, secret,"
                    + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                webhook.id(),
                webhook.organisationId(),
                webhook.url().toASCIIString(),
                words(webhook.events()),
                webhook.enabled(),
                sealer.seal(secret.getBytes(StandardCharsets.UTF_8), PURPOSE, webhook.id()),
                webhook.createdAt()));
  }

  private static String words(Set<WebhookEvent> events) {
    return events.stream().map(WebhookEvent::word).sorted().collect(Collectors.joining(" "));
  }

  private static Set<WebhookEvent> events(String words) {
    Set<WebhookEvent> events = EnumSet.noneOf(WebhookEvent.class);
    Arrays.stream(words.split(" ", -1))
        .flatMap(w -> WebhookEvent.named(w).stream())
        .forEach(events::add);
    return events;
  }

  @Override
  public Optional<Webhook> find(String organisationId, String id) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                COLUMNS + "WHERE w.organisation_id = ? AND w.id = ?",
                MysqlWebhooks::webhook,
                organisationId,
                id));
  }

  @Override
  public Page<Webhook> list(String organisationId, int limit, Optional<String> cursor) {
    return Where.page(
        database.read(
            connection ->
                Sql.query(
                    connection,
                    COLUMNS + "WHERE w.organisation_id = ? AND w.id < ? ORDER BY w.id DESC LIMIT ?",
                    MysqlWebhooks::webhook,
                    organisationId,
                    cursor.orElse("~"),
                    limit + 1)),
        limit,
        Webhook::id);
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    return new Webhook(
        row.getString("id"),
        row.getString("organisation_id"),
        URI.create(row.getString("url")),
        events(row.getString("events")),
        row.getBoolean("enabled"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "last_success_at"),
        Sql.instantOrNull(row, "last_failure_at"),
        row.getInt("failing"),
        row.getLong("version"));
  }

  @Override
  public boolean change(
      String organisationId,
      String id,
      long expected,
      URI url,
      Set<WebhookEvent> events,
      boolean enabled) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE webhook SET url = ?, events = ?, enabled = ?, version = version + 1"
                        + " WHERE organisation_id = ? AND id = ? AND version = ?",
                    url.toASCIIString(),
                    words(events),
                    enabled,
                    organisationId,
                    id,
                    expected)
                == 1);
  }

  @Override
  public boolean remove(String organisationId, String id) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "DELETE FROM webhook WHERE organisation_id = ? AND id = ?",
                    organisationId,
                    id)
                == 1);
  }

  @Override
  public List<Webhook> listening(String organisationId, WebhookEvent event) {
    return database
        .read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT w.*, 0 AS failing FROM webhook w WHERE w.organisation_id = ?"
                        + " AND w.enabled",
                    MysqlWebhooks::webhook,
                    organisationId))
        .stream()
        .filter(webhook -> webhook.events().contains(event))
        .toList();
  }

  @Override
  public void addDeliveries(List<Delivery> deliveries) {
    database.transact(
        connection -> {
          for (Delivery delivery : deliveries) {
            Sql.update(
                connection,
                "INSERT IGNORE INTO webhook_delivery (id, webhook_id, event, state, attempts,"
                    + " payload, created_at, last_attempt_at, next_attempt_at, response_status,"
                    + " error) VALUES ("
                    + Sql.marks(11)
                    + ")",
                delivery.id(),
                delivery.webhookId(),
                delivery.event().word(),
                delivery.state().name(),
                delivery.attempts(),
                delivery.payload(),
                delivery.createdAt(),
                delivery.lastAttemptAt(),
                delivery.nextAttemptAt(),
                delivery.responseStatus(),
                delivery.error());
          }
          return true;
        });
  }

  @Override
  public Optional<Delivery> delivery(String webhookId, String id) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT * FROM webhook_delivery WHERE webhook_id = ? AND id = ?",
                MysqlWebhooks::delivery,
                webhookId,
                id));
  }

  @Override
  public Page<Delivery> deliveries(
      String webhookId, Optional<Delivery.State> state, int limit, Optional<String> cursor) {
    String only = state.map(Enum::name).orElse(null);
    return Where.page(
        database.read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT * FROM webhook_delivery WHERE webhook_id = ? AND id < ?"
                        + " AND (? IS NULL OR state = ?) ORDER BY id DESC LIMIT ?",
                    MysqlWebhooks::delivery,
                    webhookId,
                    cursor.orElse("~"),
                    only,
                    only,
                    limit + 1)),
        limit,
        Delivery::id);
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    int status = row.getInt("response_status");
    boolean answered = !row.wasNull();
    return new Delivery(
        row.getString("id"),
        row.getString("webhook_id"),
        WebhookEvent.named(row.getString("event")).orElse(WebhookEvent.TEST),
        Delivery.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getString("payload"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "last_attempt_at"),
        Sql.instantOrNull(row, "next_attempt_at"),
        answered ? status : null,
        row.getString("error"));
  }

  @Override
  public List<Due> claim(Instant now, Instant until, int limit) {
    return database.transact(
        connection -> {
          List<Due> due =
              Sql.query(
                  connection,
                  "SELECT d.*, w.url, w.secret FROM webhook_delivery d"
                      + " JOIN webhook w ON w.id = d.webhook_id WHERE d.state = 'WAITING'"
                      + " AND d.next_attempt_at <= ? AND w.enabled ORDER BY d.next_attempt_at"
                      + " LIMIT ? FOR UPDATE",
                  this::due,
                  now,
                  limit);
          for (Due one : due) {
            Sql.update(
                connection,
                "UPDATE webhook_delivery SET next_attempt_at = ? WHERE id = ?",
                until,
                one.delivery().id());
          }
          return due;
        });
  }

  private Due due(ResultSet row) throws SQLException {
    Delivery delivery = delivery(row);
    return new Due(
        delivery,
        URI.create(row.getString("url")),
        open(delivery.webhookId(), row.getBytes("secret")));
  }

  private String open(String webhookId, byte[] cipher) {
    return new String(sealer.open(cipher, PURPOSE, webhookId), StandardCharsets.UTF_8);
  }

  @Override
  public void finish(Delivery delivery) {
    database.transact(
        connection -> {
          Sql.update(
              connection,
              "UPDATE webhook_delivery SET state = ?, attempts = ?, last_attempt_at = ?,"
                  + " next_attempt_at = ?, response_status = ?, error = ? WHERE id = ?",
              delivery.state().name(),
              delivery.attempts(),
              delivery.lastAttemptAt(),
              delivery.nextAttemptAt(),
              delivery.responseStatus(),
              delivery.error(),
              delivery.id());
          return outcome(connection, delivery);
        });
  }

  private static int outcome(Connection connection, Delivery delivery) throws SQLException {
    String column =
        delivery.state() == Delivery.State.DELIVERED ? "last_success_at" : "last_failure_at";
    return Sql.update(
        connection,
        "UPDATE webhook SET " + column + " = ? WHERE id = ?",
        delivery.lastAttemptAt(),
        delivery.webhookId());
  }

  @Override
  public boolean revive(String webhookId, String id, Instant now) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE webhook_delivery SET state = 'WAITING', attempts = 0,"
                        + " next_attempt_at = ? WHERE webhook_id = ? AND id = ?"
                        + " AND state = 'DEAD'",
                    now,
                    webhookId,
                    id)
                == 1);
  }

  @Override
  public int forget(Instant deliveredBefore, Instant deadBefore) {
    return database.transact(
        connection ->
            Sql.update(
                connection,
                "DELETE FROM webhook_delivery WHERE (state = 'DELIVERED' AND last_attempt_at < ?)"
                    + " OR (state = 'DEAD' AND last_attempt_at < ?)",
                deliveredBefore,
                deadBefore));
  }

  @Override
  public Optional<String> secret(String id) {
    return database.read(
        connection -> {
          List<String> secrets = new ArrayList<>();
          Sql.first(
                  connection, "SELECT secret FROM webhook WHERE id = ?", row -> row.getBytes(1), id)
              .ifPresent(cipher -> secrets.add(open(id, cipher)));
          return secrets.stream().findFirst();
        });
  }
}
