package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.adapter.mysql.TestDatabase;
import dev.rollcall.gateway.port.Stores;

/**
 * An empty database whose accounts, answers and settings are maps. People and records are rows of
 * the embedded one: what they come to is worked out together, and a twin would say it all again.
 */
public final class MemoryStores {
  private MemoryStores() {}

  public static Stores empty() {
    Stores rows = TestDatabase.embedded();
    return new Stores(
        rows.people(),
        rows.records(),
        new MemoryAccounts(),
        new MemoryAnswers(),
        rows.installation(),
        new MemorySettings());
  }
}
