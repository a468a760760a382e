package dev.rollcall.gateway.domain.settings;

import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings with some of them being changed; the fields are those of {@link SiteSettings}. */
final class SettingsDraft {
  @Nullable LivenessPolicy livenessPolicy;
  SiteSettings.Features features;
  Map<String, Double> matchThresholds;
  int cooldownMinutes;
  SiteSettings.Consent consent;
  SiteSettings.Review review;
  @Nullable String emotionNotice;
  SiteSettings.QualityGate qualityGate;
  int offlineLimitMinutes;
  @Nullable ZoneId timeZone;
  String locale;
  SiteSettings.Mail mail;
  SiteSettings.AbsenteeMail absenteeMail;
  List<SiteSettings.LoginProvider> loginProviders;
  SiteSettings.Secrets secrets;

  SettingsDraft(SiteSettings before) {
    livenessPolicy = before.livenessPolicy();
    features = before.features();
    matchThresholds = before.matchThresholds();
    cooldownMinutes = before.cooldownMinutes();
    consent = before.consent();
    review = before.review();
    emotionNotice = before.emotionNotice();
    qualityGate = before.qualityGate();
    offlineLimitMinutes = before.offlineLimitMinutes();
    timeZone = before.timeZone();
    locale = before.locale();
    mail = before.mail();
    absenteeMail = before.absenteeMail();
    loginProviders = before.loginProviders();
    secrets = before.secrets();
  }

  SiteSettings finished() {
    return new SiteSettings(
        livenessPolicy,
        features,
        matchThresholds,
        cooldownMinutes,
        consent,
        review,
        emotionNotice,
        qualityGate,
        offlineLimitMinutes,
        timeZone,
        locale,
        mail,
        absenteeMail,
        loginProviders,
        secrets);
  }
}
