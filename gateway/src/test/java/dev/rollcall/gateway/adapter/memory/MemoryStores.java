package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.Stores;

/** One empty database of maps. */
public final class MemoryStores {
  private MemoryStores() {}

  public static Stores empty() {
    MemoryPeople people = new MemoryPeople();
    return new Stores(
        people,
        new MemoryRecords(people),
        new MemoryAccounts(),
        new MemoryAnswers(),
        new MemoryInstallation(people),
        new MemorySettings());
  }
}
