package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.InstallationStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one row, in a field. */
public final class MemoryInstallation implements InstallationStore {
  private final MemoryPeople people;
  private @Nullable Installation installation;

  public MemoryInstallation(MemoryPeople people) {
    this.people = people;
  }

  @Override
  public synchronized Optional<Installation> find() {
    return Optional.ofNullable(installation);
  }

  @Override
  public synchronized Installation createIfAbsent(Installation wanted, Instant now) {
    if (installation == null) {
      installation = wanted;
    }
    return installation;
  }

  @Override
  public synchronized void replaceKeyCheck(byte[] keyCheck) {
    if (installation != null) {
      installation = new Installation(installation.id(), keyCheck);
    }
  }

  @Override
  public boolean holdsSealedRows() {
    return people.countsOfAll().faces() > 0;
  }
}
