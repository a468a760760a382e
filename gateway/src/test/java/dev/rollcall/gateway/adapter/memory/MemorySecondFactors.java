package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.SecondFactorStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Second factors in a map; says to the accounts whose count. */
public final class MemorySecondFactors implements SecondFactorStore {
  private final MemoryAccounts accounts;
  private final Map<String, Entry> entries = new HashMap<>();

  public MemorySecondFactors(MemoryAccounts accounts) {
    this.accounts = accounts;
  }

  private static final class Entry {
    private final byte[] secret;
    private final Set<String> recoveryCodes = new HashSet<>();
    private boolean on;
    private long lastStep;

    Entry(byte[] secret) {
      this.secret = secret.clone();
    }
  }

  @Override
  public synchronized Optional<Stored> find(String accountId) {
    return Optional.ofNullable(entries.get(accountId))
        .map(entry -> new Stored(entry.secret.clone(), entry.on));
  }

  @Override
  public synchronized boolean begin(String accountId, byte[] secret) {
    Entry there = entries.get(accountId);
    if (there != null && there.on) {
      return false;
    }
    entries.put(accountId, new Entry(secret));
    return true;
  }

  @Override
  public synchronized boolean confirm(
      String accountId, long step, List<String> recoveryCodeHashes) {
    Entry entry = entries.get(accountId);
    if (entry == null || entry.on || step <= entry.lastStep) {
      return false;
    }
    entry.on = true;
    entry.lastStep = step;
    entry.recoveryCodes.addAll(recoveryCodeHashes);
    accounts.setSecondFactor(accountId, true);
    return true;
  }

  @Override
  public synchronized boolean useStep(String accountId, long step) {
    Entry entry = entries.get(accountId);
    if (entry == null || !entry.on || step <= entry.lastStep) {
      return false;
    }
    entry.lastStep = step;
    return true;
  }

  @Override
  public synchronized boolean useRecoveryCode(String accountId, String codeHash) {
    Entry entry = entries.get(accountId);
    return entry != null && entry.recoveryCodes.remove(codeHash);
  }

  @Override
  public synchronized void end(String accountId) {
    entries.remove(accountId);
    accounts.setSecondFactor(accountId, false);
  }
}
