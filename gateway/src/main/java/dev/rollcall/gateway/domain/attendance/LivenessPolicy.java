package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import org.jspecify.annotations.Nullable;

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

  /**
   * Why a face is refused, or null. One picture proves little, so {@code PASSIVE} turns away what
   * looks like an attack and not what the networks are unsure of: a person who is refused comes
   * back, a person who is refused again and again goes away.
   */
  @Nullable Reason refusalOf(Liveness.State state) {
    if (this == OFF) {
      return null;
    }
    return switch (state) {
      case LIVE -> null;
      case SPOOF -> Reason.SPOOF;
      case UNSURE -> this == PASSIVE ? null : Reason.LIVENESS_REQUIRED;
      case NOT_CHECKED -> Reason.LIVENESS_REQUIRED;
    };
  }

  /** True where the models and this version can carry the policy. */
  public boolean isPossibleWith(ModelCatalog models) {
    return this == OFF || (this == PASSIVE && models.has("LIVENESS"));
  }
}
