package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.SettingsStore;
import java.util.HashMap;
import java.util.Map;

/** Settings in a map. */
public final class MemorySettings implements SettingsStore {
  private final Map<String, Stored> stored = new HashMap<>();

  @Override
  public synchronized Stored find(String organisationId) {
    return stored.getOrDefault(organisationId, new Stored(SiteSettings.INITIAL, 0));
  }

  @Override
  public synchronized boolean replace(
      String organisationId, long version, SiteSettings settings, Deed deed) {
    if (find(organisationId).version() != version) {
      return false;
    }
    stored.put(organisationId, new Stored(settings, version + 1));
    return true;
  }
}
