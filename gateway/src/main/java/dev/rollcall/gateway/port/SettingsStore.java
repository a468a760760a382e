package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.settings.SiteSettings;

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
   * @param deed who changed it and when; the audit log says so in the same transaction
   * @return false where that version is not the one of now; then nothing was changed
   */
  boolean replace(String organisationId, long version, SiteSettings settings, Deed deed);

  /** Settings and how often they were changed. */
  record Stored(SiteSettings settings, long version) {}
}
