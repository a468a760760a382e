package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.ModelStore;
import java.util.Locale;

/** Which networks a site has, what they are worth, and which of them serve. Safe on any thread. */
public final class ManageModels {
  private final ModelStore store;
  private final CurrentModels current;

  public ManageModels(ModelStore store, CurrentModels current) {
    this.store = store;
    this.current = current;
  }

  public ModelStore.Content list(CallContext context) {
    return store.content(context);
  }

  /** See {@link ModelStore#report}. */
  public String report(String id, String version, CallContext context) {
    return store.report(id, version, context);
  }

  /**
   * Switches a head to another version.
   *
   * @param head the task in lower case, such as {@code emotion} or {@code age_gender}
   * @return what the store holds after it
   * @throws dev.rollcall.gateway.domain.problem.ProblemException as {@link ModelStore#serve}
   */
  public ModelStore.Content switchTo(String head, String id, String version, CallContext context) {
    store.serve(head.replace('-', '_').toUpperCase(Locale.ROOT), id, version, context);
    current.refresh(context);
    return store.content(context);
  }
}
