package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.LoginFailureStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Failures in a map. */
public final class MemoryLoginFailures implements LoginFailureStore {
  private final Map<Caller, Row> rows = new HashMap<>();

  private record Caller(String usernameHash, String address) {}

  private record Row(int failures, Instant lastAt) {}

  @Override
  public synchronized Attempts begin(
      String usernameHash, String address, Instant now, Duration window, int most) {
    Instant since = now.minus(window);
    rows.values().removeIf(row -> row.lastAt().isBefore(since));
    Caller caller = new Caller(usernameHash, address);
    Row row = rows.getOrDefault(caller, new Row(0, now));
    if (row.failures() <= most) {
      row = new Row(row.failures() + 1, now);
    }
    rows.put(caller, row);
    int ofName =
        rows.entrySet().stream()
            .filter(entry -> entry.getKey().usernameHash().equals(usernameHash))
            .mapToInt(entry -> entry.getValue().failures())
            .sum();
    return new Attempts(row.failures(), ofName, row.lastAt());
  }

  @Override
  public synchronized void forgive(String usernameHash, String address) {
    rows.computeIfPresent(
        new Caller(usernameHash, address),
        (caller, row) -> new Row(Math.max(0, row.failures() - 1), row.lastAt()));
  }

  @Override
  public synchronized void clear(String usernameHash, String address) {
    rows.remove(new Caller(usernameHash, address));
  }
}
