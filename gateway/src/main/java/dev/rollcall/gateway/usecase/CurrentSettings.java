package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.attendance.MatchRule;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.SettingsStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What organisations have set, as it holds now: a change made through this gateway at once, one
 * made through another within a second. Safe on any thread.
 */
public final class CurrentSettings {
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);

  private final SettingsStore store;
  private final Optional<LivenessPolicy> firstLiveness;
  private final InstantSource clock;
  private final Map<String, Read> known = new ConcurrentHashMap<>();

  private record Read(SettingsStore.Stored stored, Instant at) {}

  /**
   * Settings over a store.
   *
   * @param firstLiveness what holds for liveness where nobody has set it; empty: the best the
   *     models can
   */
  public CurrentSettings(
      SettingsStore store, Optional<LivenessPolicy> firstLiveness, InstantSource clock) {
    this.store = store;
    this.firstLiveness = firstLiveness;
    this.clock = clock;
  }

  public SiteSettings of(String organisationId) {
    Read read = known.get(organisationId);
    Instant now = clock.instant();
    if (read == null || Duration.between(read.at(), now).compareTo(GOOD_FOR) >= 0) {
      read = new Read(store.find(organisationId), now);
      known.put(organisationId, read);
    }
    return read.stored().settings();
  }

  /** What a face must show in this organisation, as far as the models can tell it. */
  public LivenessPolicy liveness(String organisationId, ModelCatalog models) {
    LivenessPolicy chosen = of(organisationId).livenessPolicy();
    return chosen != null ? chosen : firstLiveness.orElseGet(() -> LivenessPolicy.bestOf(models));
  }

  /** The rule of this organisation: its own threshold for the embedder, or the model's. */
  MatchRule rule(String organisationId, Embedder embedder, MatchRule ofModel) {
    Double own = of(organisationId).matchThresholds().get(embedderKey(embedder));
    return own == null ? ofModel : new MatchRule(own);
  }

  /** Under what a threshold is kept: an embedding of another version has another scale. */
  static String embedderKey(Embedder embedder) {
    return embedder.id() + "/" + embedder.version();
  }

  /** Forgets what was read of an organisation, so that a change holds at once. */
  void changed(String organisationId) {
    known.remove(organisationId);
  }
}
