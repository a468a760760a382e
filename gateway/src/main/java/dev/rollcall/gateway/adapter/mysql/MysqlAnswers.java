package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.AnswerStore;
import dev.rollcall.gateway.port.Sealer;
import java.time.Instant;
import java.util.Optional;

/** Kept answers; they name people, so they are sealed. */
public final class MysqlAnswers implements AnswerStore {
  private static final String ANSWER = "answer";

  private final Database database;
  private final Sealer sealer;

  public MysqlAnswers(Database database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  @Override
  public Optional<Kept> claim(
      String accountId,
      String key,
      String bodyHash,
      Instant now,
      Instant staleBefore,
      Instant expiredBefore) {
    return database.transact(
        connection -> {
          Sql.update(
              connection,
              "DELETE FROM kept_answer WHERE account_id = ? AND idempotency_key = ?"
                  + " AND (started_at < ? OR http_status IS NULL AND started_at < ?)",
              accountId,
              key,
              expiredBefore,
              staleBefore);
          int claimed =
              Sql.update(
                  connection,
                  "INSERT IGNORE INTO kept_answer"
                      + " (account_id, idempotency_key, body_hash, started_at) VALUES (?, ?, ?, ?)",
                  accountId,
                  key,
                  bodyHash,
                  now);
          if (claimed == 1) {
            Sql.update(
                connection,
                "DELETE FROM kept_answer WHERE started_at < ? LIMIT 100",
                expiredBefore);
            return Optional.empty();
          }
          return Sql.first(
              connection,
              "SELECT body_hash, http_status, answer FROM kept_answer"
                  + " WHERE account_id = ? AND idempotency_key = ?",
              row -> {
                String hash = row.getString(1);
                int status = row.getInt(2);
                if (row.wasNull()) {
                  return new Kept(hash, Optional.empty());
                }
                byte[] answer = sealer.open(row.getBytes(3), ANSWER, rowId(accountId, key));
                return new Kept(hash, Optional.of(new Answer(status, answer)));
              },
              accountId,
              key);
        });
  }

  @Override
  public void finish(String accountId, String key, int status, byte[] answer) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "UPDATE kept_answer SET http_status = ?, answer = ?"
                    + " WHERE account_id = ? AND idempotency_key = ?",
                status,
                sealer.seal(answer, ANSWER, rowId(accountId, key)),
                accountId,
                key));
  }

  @Override
  public void release(String accountId, String key) {
    database.transact(
        connection ->
            Sql.update(
                connection,
                "DELETE FROM kept_answer WHERE account_id = ? AND idempotency_key = ?"
                    + " AND http_status IS NULL",
                accountId,
                key));
  }

  @Override
  public void releaseAll() {
    database.transact(
        connection -> Sql.update(connection, "DELETE FROM kept_answer WHERE http_status IS NULL"));
  }

  private static String rowId(String accountId, String key) {
    return accountId + ":" + key;
  }
}
