package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.ModelStore;
import java.time.InstantSource;
import java.util.Locale;

/** Which networks a site has, what they are worth, and which of them serve. Safe on any thread. */
public final class ManageModels {
  private final ModelStore store;
  private final CurrentModels current;
  private final AuditLog audit;
  private final InstantSource clock;

  public ManageModels(
      ModelStore store, CurrentModels current, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  public ModelStore.Content list(CallContext context) {
    return store.content(context);
  }

  /** See {@link ModelStore#report}. */
  public String report(String id, String version, CallContext context) {
    return store.report(id, version, context);
  }

  /**
   * Switches a head to another version, and notes in the audit log who did; the change is the
   * inference server's, so the entry comes behind it.
   *
   * @param head the task in lower case, such as {@code emotion} or {@code age_gender}
   * @return what the store holds after it
   * @throws dev.rollcall.gateway.domain.problem.ProblemException as {@link ModelStore#serve}
   */
  public ModelStore.Content switchTo(
      Principal by, String head, String id, String version, CallContext context) {
    String task = head.replace('-', '_').toUpperCase(Locale.ROOT);
    store.serve(task, id, version, context);
    audit.append(
        by.organisationId(),
        Deed.of(by.accountId(), "model.switched", clock.instant())
            .with("head", task)
            .with("model", id)
            .with("version", version));
    current.refresh(context);
    return store.content(context);
  }
}
