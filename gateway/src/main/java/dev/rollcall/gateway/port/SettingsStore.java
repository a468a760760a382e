package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.settings.SiteSettings;
import java.time.Instant;

/**
 * What organisations have set. Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store
 * cannot be reached. Safe on any thread.
 */
public interface SettingsStore {
  /** As they are now; version 0 where nothing was ever set. */
  Stored find(String organisationId);

  /**
   * Takes the place of one version.
   *
   * @return false where that version is not the one of now; then nothing was changed
   */
  boolean replace(
      String organisationId, long version, SiteSettings settings, String accountId, Instant now);

  /** Settings and how often they were changed. */
  record Stored(SiteSettings settings, long version) {}
}
