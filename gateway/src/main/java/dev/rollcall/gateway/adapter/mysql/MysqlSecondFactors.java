package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.port.Sealer;
import dev.rollcall.gateway.port.SecondFactorStore;
import java.util.List;
import java.util.Optional;

/** Second factors; secrets are sealed before they leave this class. */
public final class MysqlSecondFactors implements SecondFactorStore {
  private static final String SECRET = "second-factor";

  private final Database database;
  private final Sealer sealer;

  public MysqlSecondFactors(Database database, Sealer sealer) {
    this.database = database;
    this.sealer = sealer;
  }

  @Override
  public Optional<Stored> find(String accountId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT totp_secret, totp_on FROM account"
                    + " WHERE id = ? AND totp_secret IS NOT NULL",
                row ->
                    new Stored(sealer.open(row.getBytes(1), SECRET, accountId), row.getBoolean(2)),
                accountId));
  }

  @Override
  public boolean begin(String accountId, byte[] secret) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE account SET totp_secret = ?, totp_last_step = 0"
                        + " WHERE id = ? AND NOT totp_on",
                    sealer.seal(secret, SECRET, accountId),
                    accountId)
                == 1);
  }

  @Override
  public boolean confirm(String accountId, long step, List<String> recoveryCodeHashes) {
    return database.transact(
        connection -> {
          int confirmed =
              Sql.update(
                  connection,
                  "UPDATE account SET totp_on = TRUE, totp_last_step = ?, version = version + 1"
                      + " WHERE id = ? AND NOT totp_on AND totp_secret IS NOT NULL"
                      + " AND totp_last_step < ?",
                  step,
                  accountId,
                  step);
          if (confirmed == 0) {
            return false;
          }
          Sql.update(connection, "DELETE FROM recovery_code WHERE account_id = ?", accountId);
          for (String hash : recoveryCodeHashes) {
            Sql.update(
                connection,
                "INSERT INTO recovery_code (account_id, code_hash) VALUES (?, ?)",
                accountId,
                hash);
          }
          return true;
        });
  }

  @Override
  public boolean useStep(String accountId, long step) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "UPDATE account SET totp_last_step = ?"
                        + " WHERE id = ? AND totp_on AND totp_last_step < ?",
                    step,
                    accountId,
                    step)
                == 1);
  }

  @Override
  public boolean useRecoveryCode(String accountId, String codeHash) {
    return database.transact(
        connection ->
            Sql.update(
                    connection,
                    "DELETE FROM recovery_code WHERE account_id = ? AND code_hash = ?",
                    accountId,
                    codeHash)
                == 1);
  }

  @Override
  public void end(String accountId) {
    database.transact(
        connection -> {
          Sql.update(connection, "DELETE FROM recovery_code WHERE account_id = ?", accountId);
          return Sql.update(
              connection,
              "UPDATE account SET totp_secret = NULL, totp_on = FALSE, version = version + 1"
                  + " WHERE id = ?",
              accountId);
        });
  }
}
