package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.exchange.OutgoingMail;
import dev.rollcall.gateway.port.MailStore;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.Sealer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mail on its way out. */
public final class MysqlMails implements MailStore {
  private static final String PURPOSE = "mail";

  private final Database database;
  private final Sealer sealer;

  public MysqlMails(Database database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  @Override
  public boolean add(OutgoingMail mail) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "INSERT IGNORE INTO mail_message (id, organisation_id, kind, recipients,"
                        + " subject, content, session_id, state, attempts, created_at, sent_at,"
                        + " next_attempt_at, error) VALUES ("
                        + Sql.marks(13)
                        + ")",
                    mail.id(),
                    mail.organisationId(),
                    mail.kind().name(),
                    JsonText.write(mail.to()),
                    mail.subject(),
                    sealer.seal(mail.text().getBytes(StandardCharsets.UTF_8), PURPOSE, mail.id()),
                    mail.sessionId(),
                    mail.state().name(),
                    mail.attempts(),
                    mail.createdAt(),
                    mail.sentAt(),
                    mail.nextAttemptAt(),
                    mail.error())
                == 1);
  }

  @Override
  public Optional<OutgoingMail> find(String organisationId, String id) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT * FROM mail_message WHERE organisation_id = ? AND id = ?",
                this::mail,
                organisationId,
                id));
  }

  @Override
  public Page<OutgoingMail> list(
      String organisationId,
      Optional<OutgoingMail.State> state,
      int limit,
      Optional<String> cursor) {
    String only = state.map(Enum::name).orElse(null);
    return Where.page(
        database.read(
            connection ->
                Sql.query(
                    connection,
                    "SELECT * FROM mail_message WHERE organisation_id = ? AND id < ?"
                        + " AND (? IS NULL OR state = ?) ORDER BY id DESC LIMIT ?",
                    this::mail,
                    organisationId,
                    cursor.orElse("~"),
                    only,
                    only,
                    limit + 1)),
        limit,
        OutgoingMail::id);
  }

  private OutgoingMail mail(ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new OutgoingMail(
        id,
        row.getString("organisation_id"),
        OutgoingMail.Kind.valueOf(row.getString("kind")),
        JsonText.texts(row.getString("recipients")),
        row.getString("subject"),
        new String(sealer.open(row.getBytes("content"), PURPOSE, id), StandardCharsets.UTF_8),
        row.getString("session_id"),
        OutgoingMail.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "sent_at"),
        Sql.instantOrNull(row, "next_attempt_at"),
        row.getString("error"));
  }

  @Override
  public List<OutgoingMail> claim(Instant now, Instant until, int limit) {
    return database.transact(
        connection -> {
          List<OutgoingMail> due =
              Sql.query(
                  connection,
                  "SELECT * FROM mail_message WHERE state = 'WAITING' AND next_attempt_at <= ?"
                      + " ORDER BY next_attempt_at LIMIT ? FOR UPDATE",
                  this::mail,
                  now,
                  limit);
          for (OutgoingMail mail : due) {
            Sql.update(
                connection,
                "UPDATE mail_message SET next_attempt_at = ? WHERE id = ?",
                until,
                mail.id());
          }
          return due;
        });
  }

  @Override
  public void finish(OutgoingMail mail) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "UPDATE mail_message SET state = ?, attempts = ?, sent_at = ?,"
                    + " next_attempt_at = ?, error = ? WHERE id = ?",
                mail.state().name(),
                mail.attempts(),
                mail.sentAt(),
                mail.nextAttemptAt(),
                mail.error(),
                mail.id()));
  }

  @Override
  public boolean revive(String organisationId, String id, Instant now) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE mail_message SET state = 'WAITING', attempts = 0,"
                        + " next_attempt_at = ? WHERE organisation_id = ? AND id = ?"
                        + " AND state = 'DEAD'",
                    now,
                    organisationId,
                    id)
                == 1);
  }
}
