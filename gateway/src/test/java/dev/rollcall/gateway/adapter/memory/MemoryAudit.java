package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.audit.AuditEntry;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what was done, for tests that ask whether it was noted; it holds no chain. */
public final class MemoryAudit implements AuditLog {
  private final List<Deed> deeds = new ArrayList<>();

  @Override
  public synchronized void append(String organisationId, Deed deed) {
    deeds.add(deed);
  }

  /** The actions, in order. */
  public synchronized List<String> actions() {
    return deeds.stream().map(Deed::action).toList();
  }

  @Override
  public List<AuditEntry> after(String organisationId, long number, int limit) {
    throw new UnsupportedOperationException("the chain is the database's");
  }

  @Override
  public Page<AuditEntry> list(
      String organisationId, Filter filter, int limit, Optional<String> cursor) {
    throw new UnsupportedOperationException("the chain is the database's");
  }

  @Override
  public Verification verify(String organisationId) {
    throw new UnsupportedOperationException("the chain is the database's");
  }
}
