package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.usecase.ManageSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of {@code GET /api/v1/settings}. Who may not change settings sees what concerns whoever
 * stands before the camera; the rest is null for them. Secrets are never in it.
 */
record SettingsView(
    Liveness livenessPolicy,
    SiteSettings.Features features,
    @Nullable Threshold matchThreshold,
    int cooldownMinutes,
    SiteSettings.Consent consent,
    SiteSettings.@Nullable Review review,
    @Nullable String emotionNotice,
    SiteSettings.@Nullable QualityGate qualityGate,
    @Nullable Integer offlineLimitMinutes,
    Kiosk kiosk,
    String timeZone,
    String locale,
    @Nullable Mail mail,
    @Nullable AbsenteeMail absenteeMail,
    @Nullable List<Provider> loginProviders) {
  record Liveness(String value, String source, List<String> possible) {}

  record Threshold(
      String embedder,
      double value,
      @com.fasterxml.jackson.annotation.JsonProperty("default") double ofModel,
      String source,
      Means means,
      List<ManageSettings.ScalePoint> scale) {}

  record Means(@Nullable Double falseMatchesPerMillion, String basis) {}

  record Kiosk(boolean pinSet) {}

  record Mail(
      String host,
      int port,
      String tls,
      String username,
      boolean passwordSet,
      String from,
      String site) {}

  record AbsenteeMail(
      boolean enabled, List<String> recipients, List<GroupRecipients> groupRecipients) {}

  record GroupRecipients(String groupId, List<String> recipients) {}

  record Provider(
      String id,
      String name,
      String issuer,
      String clientId,
      boolean clientSecretSet,
      List<String> domains,
      String role) {}

  static SettingsView of(ManageSettings.Shown shown, boolean whole) {
    SiteSettings settings = shown.settings();
    return new SettingsView(
        new Liveness(
            word(shown.liveness()),
            shown.livenessIsSet() ? "settings" : "start",
            shown.possibleLiveness().stream().map(SettingsView::word).toList()),
        settings.features(),
        whole ? shown.threshold().map(SettingsView::threshold).orElse(null) : null,
        settings.cooldownMinutes(),
        settings.consent(),
        whole ? settings.review() : null,
        settings.emotionNotice(),
        whole ? settings.qualityGate() : null,
        whole ? (Integer) settings.offlineLimitMinutes() : null,
        new Kiosk(settings.secrets().kioskPinHash() != null),
        settings.zone().getId(),
        settings.locale(),
        whole ? mail(settings) : null,
        whole ? absenteeMail(settings.absenteeMail()) : null,
        whole ? providers(settings) : null);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Threshold threshold(ManageSettings.Threshold threshold) {
    return new Threshold(
        threshold.embedder(),
        threshold.value(),
        threshold.ofModel(),
        threshold.isSet() ? "settings" : "model",
        new Means(threshold.falseMatchesPerMillion(), threshold.basis()),
        threshold.scale());
  }

  private static Mail mail(SiteSettings settings) {
    return new Mail(
        settings.mail().host(),
        settings.mail().port(),
        word(settings.mail().security()),
        settings.mail().username(),
        settings.secrets().mailPassword() != null,
        settings.mail().from(),
        settings.mail().site());
  }

  private static AbsenteeMail absenteeMail(SiteSettings.AbsenteeMail mail) {
    return new AbsenteeMail(
        mail.enabled(),
        mail.recipients(),
        mail.groupRecipients().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> new GroupRecipients(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static List<Provider> providers(SiteSettings settings) {
    Map<String, String> secrets = settings.secrets().clientSecrets();
    return settings.loginProviders().stream()
        .map(
            provider ->
                new Provider(
                    provider.id(),
                    provider.name(),
                    provider.issuer(),
                    provider.clientId(),
                    secrets.containsKey(provider.id()),
                    provider.domains(),
                    provider.role()))
        .toList();
  }
}
