package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.attendance.MatchRule;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.RecordStore;
import java.time.Duration;
import java.util.Optional;

/** What runs here, by which rules, and how much is stored. */
public final class ReadStatus {
  private final CurrentModels models;
  private final PeopleStore people;
  private final RecordStore records;
  private final Gallery gallery;
  private final CurrentSettings settings;

  public ReadStatus(
      CurrentModels models,
      PeopleStore people,
      RecordStore records,
      Gallery gallery,
      CurrentSettings settings) {
    this.models = models;
    this.people = people;
    this.records = records;
    this.gallery = gallery;
    this.settings = settings;
  }

  public Result run(String organisationId, CallContext context) {
    ModelCatalog catalog = models.get(context);
    int searchable =
        catalog
            .recognition()
            .map(found -> gallery.size(organisationId, found.embedder()))
            .orElse(0);
    return new Result(
        catalog,
        settings.liveness(organisationId, catalog),
        catalog
            .recognition()
            .map(
                found ->
                    settings
                        .rule(organisationId, found.embedder(), new MatchRule(found.threshold()))
                        .threshold()),
        people.counts(organisationId),
        searchable,
        records.count(organisationId),
        Duration.ofMinutes(settings.of(organisationId).cooldownMinutes()));
  }

  /**
   * What is told.
   *
   * @param searchableFaces those made by the embedder that is loaded now
   * @param cooldown within which a second check-in makes no record
   */
  public record Result(
      ModelCatalog models,
      LivenessPolicy livenessPolicy,
      Optional<Double> matchThreshold,
      PeopleStore.Counts counts,
      int searchableFaces,
      long records,
      Duration cooldown) {}
}
