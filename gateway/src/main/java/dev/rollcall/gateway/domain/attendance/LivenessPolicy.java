package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.ModelCatalog;

/** What a site asks of a face before it believes that a person is there. */
public enum LivenessPolicy {
  OFF,
  PASSIVE,
  BURST,
  CHALLENGE;

  /** The strictest policy that the models can carry and that this version knows. */
  public static LivenessPolicy bestOf(ModelCatalog models) {
    return models.has("LIVENESS") ? PASSIVE : OFF;
  }

  /** True where the models and this version can carry the policy. */
  public boolean isPossibleWith(ModelCatalog models) {
    return this == OFF || (this == PASSIVE && models.has("LIVENESS"));
  }
}
