package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.attendance.MatchRule;
import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.usecase.ReadStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The shape of {@code GET /api/v1/status}. */
record StatusView(
    String version,
    String pack,
    String device,
    String deviceDetail,
    List<Model> models,
    LivenessStatus liveness,
    Heads heads,
    @Nullable Double matchThreshold,
    double ambiguityMargin,
    long duplicateWindowSeconds,
    Limits limits,
    @Nullable Counts counts) {
  static StatusView of(ReadStatus.Result status, String version, boolean showsCounts) {
    ModelCatalog catalog = status.models();
    return new StatusView(
        version,
        catalog.pack(),
        catalog.device(),
        catalog.deviceDetail(),
        catalog.models(),
        new LivenessStatus(
            status.livenessPolicy().name().toLowerCase(Locale.ROOT), catalog.has("LIVENESS")),
        new Heads(
            catalog.recognition().isPresent(),
            catalog.has("AGE_GENDER"),
            catalog.has("EMOTION"),
            catalog.has("LIVENESS")),
        status.matchThreshold().orElse(null),
        MatchRule.AMBIGUITY_MARGIN,
        status.cooldown().toSeconds(),
        new Limits(
            BodyLimits.PICTURE_BYTES, BodyLimits.MOST_PICTURES, BodyLimits.PICTURES.formBytes()),
        showsCounts
            ? new Counts(
                status.counts().people(),
                status.counts().faces(),
                status.searchableFaces(),
                status.records())
            : null);
  }

  record LivenessStatus(String policy, boolean available) {}

  record Heads(boolean recognition, boolean ageGender, boolean emotion, boolean liveness) {}

  record Limits(long pictureBytes, int picturesPerRequest, long requestBytes) {}

  record Counts(long people, long faces, int facesSearchable, long records) {}
}
