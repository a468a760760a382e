package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.domain.settings.SiteSettings.LoginProvider;
import dev.rollcall.gateway.domain.settings.SiteSettings.MailSecurity;
import dev.rollcall.gateway.usecase.ManageSettings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a change of settings names; what it leaves out stays. */
final class SettingsForm {
  private static final Set<String> FIELDS =
      Set.of(
          "liveness_policy",
          "features",
          "match_threshold",
          "cooldown_minutes",
          "consent",
          "review",
          "emotion_notice",
          "quality_gate",
          "offline_limit_minutes",
          "kiosk",
          "time_zone",
          "locale",
          "mail",
          "absentee_mail",
          "login_providers");
  private static final Set<String> PROVIDER =
      Set.of("id", "name", "issuer", "client_id", "client_secret", "domains", "role");

  /** Addresses of this very machine, which lead nobody else here. */
  private static final Pattern LOOPBACK =
      Pattern.compile("https://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");

  private final Fields fields;
  private final String site;

  private SettingsForm(Fields fields, String site) {
    this.fields = fields;
    this.site = site;
  }

  /**
   * What to change.
   *
   * @param site where this site is for the caller
   */
  static ManageSettings.Change parse(Body body, String site) {
    Fields fields = Fields.of(body, FIELDS);
    Optional<Fields> kiosk = fields.object("kiosk", Set.of("pin"));
    return new ManageSettings.Change(
        new SettingsForm(fields, site).changes(),
        fields.names("match_threshold"),
        fields.fraction("match_threshold").orElse(null),
        kiosk.filter(changed -> changed.names("pin")).isPresent(),
        kiosk.flatMap(changed -> changed.text("pin")).orElse(null));
  }

  /** One step a field, so that a step is run only where its field is there. */
  private UnaryOperator<SiteSettings> changes() {
    List<UnaryOperator<SiteSettings>> steps =
        List.of(
            this::liveness,
            this::features,
            this::numbers,
            this::consent,
            this::review,
            this::words,
            this::qualityGate,
            this::mail,
            this::absenteeMail,
            this::providers);
    return before -> {
      SiteSettings after = before;
      for (UnaryOperator<SiteSettings> step : steps) {
        after = step.apply(after);
      }
      return after;
    };
  }

  private SiteSettings changed(
      SiteSettings before, String name, Set<String> known, Function<Fields, SiteSettings> change) {
    return fields.object(name, known).map(change).orElse(before);
  }

  private static <T extends Enum<T>> T choice(String field, String word, T[] values) {
    Set<String> words = new TreeSet<>();
    for (T value : values) {
      words.add(value.name().toLowerCase(Locale.ROOT));
      if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
        return value;
      }
    }
    throw Query.invalid(field, "%s must be one of %s.".formatted(field, words));
  }

  private SiteSettings liveness(SiteSettings before) {
    return fields.names("liveness_policy")
        ? before.withLivenessPolicy(
            fields
                .text("liveness_policy")
                .map(word -> choice("liveness_policy", word, LivenessPolicy.values()))
                .orElse(null))
        : before;
  }

  private SiteSettings features(SiteSettings before) {
    SiteSettings.Features old = before.features();
    return changed(
        before,
        "features",
        Set.of("emotion", "age", "gender"),
        on ->
            before.withFeatures(
                new SiteSettings.Features(
                    on.flag("emotion", old.emotion()),
                    on.flag("age", old.age()),
                    on.flag("gender", old.gender()))));
  }

  private SiteSettings numbers(SiteSettings before) {
    return before
        .withCooldownMinutes(fields.number("cooldown_minutes", before.cooldownMinutes()))
        .withOfflineLimitMinutes(
            fields.number("offline_limit_minutes", before.offlineLimitMinutes()));
  }

  private SiteSettings consent(SiteSettings before) {
    SiteSettings.Consent old = before.consent();
    return changed(
        before,
        "consent",
        Set.of("required", "version", "text"),
        now ->
            before.withConsent(
                new SiteSettings.Consent(
                    now.flag("required", old.required()),
                    now.text("version", old.version()),
                    now.text("text", old.text()))));
  }

  private SiteSettings review(SiteSettings before) {
    SiteSettings.Review old = before.review();
    return changed(
        before,
        "review",
        Set.of("keep_unknown", "keep_days"),
        now ->
            before.withReview(
                new SiteSettings.Review(
                    now.flag("keep_unknown", old.keepUnknown()),
                    now.number("keep_days", old.keepDays()))));
  }

  private SiteSettings words(SiteSettings before) {
    SiteSettings after = before.withLocale(fields.text("locale", before.locale()));
    if (fields.names("emotion_notice")) {
      after = after.withEmotionNotice(fields.text("emotion_notice").orElse(null));
    }
    if (fields.names("time_zone")) {
      after = after.withTimeZone(fields.text("time_zone").map(SettingsForm::zone).orElse(null));
    }
    return after;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw Query.invalid("time_zone", "time_zone must be an IANA time zone such as Asia/Riyadh.");
    }
  }

  private SiteSettings qualityGate(SiteSettings before) {
    SiteSettings.QualityGate old = before.qualityGate();
    return changed(
        before,
        "quality_gate",
        Set.of("least_score", "least_face_pixels"),
        now ->
            before.withQualityGate(
                new SiteSettings.QualityGate(
                    now.fraction("least_score").orElse(old.leastScore()),
                    now.number("least_face_pixels", old.leastFacePixels()))));
  }

  private SiteSettings mail(SiteSettings before) {
    SiteSettings.Mail old = before.mail();
    return changed(
        before,
        "mail",
        Set.of("host", "port", "tls", "username", "password", "from", "site"),
        now -> {
          SiteSettings after =
              before.withMail(
                  new SiteSettings.Mail(
                      now.text("host", old.host()).strip(),
                      now.number("port", old.port()),
                      now.text("tls")
                          .map(word -> choice("mail.tls", word, MailSecurity.values()))
                          .orElse(old.security()),
                      now.text("username", old.username()),
                      now.text("from", old.from()).strip(),
                      now.text("site", linksTo(old.site())).strip()));
          return now.names("password")
              ? after.withSecrets(
                  new SiteSettings.Secrets(
                      now.text("password").filter(text -> !text.isEmpty()).orElse(null),
                      before.secrets().kioskPinHash(),
                      before.secrets().clientSecrets()))
              : after;
        });
  }

  /** Where nobody says it: the address under which an administrator set the mail server up. */
  private String linksTo(String before) {
    return before.isEmpty() || LOOPBACK.matcher(before).matches() ? site : before;
  }

  private SiteSettings absenteeMail(SiteSettings before) {
    SiteSettings.AbsenteeMail old = before.absenteeMail();
    return changed(
        before,
        "absentee_mail",
        Set.of("enabled", "recipients", "group_recipients"),
        now ->
            before.withAbsenteeMail(
                new SiteSettings.AbsenteeMail(
                    now.flag("enabled", old.enabled()),
                    now.texts("recipients").orElse(old.recipients()),
                    now.objects("group_recipients", Set.of("group_id", "recipients"))
                        .map(SettingsForm::ofGroups)
                        .orElse(old.groupRecipients()))));
  }

  /** A group without recipients is none. */
  private static Map<String, List<String>> ofGroups(List<Fields> told) {
    Map<String, List<String>> recipients = new HashMap<>();
    for (Fields one : told) {
      String group = one.requiredText("group_id");
      if (!Ulid.looksLike(group)) {
        throw Query.invalid(
            "absentee_mail.group_recipients.group_id", "group_id must be the id of a group.");
      }
      List<String> those = one.texts("recipients").orElse(List.of());
      if (!those.isEmpty() && recipients.put(group, those) != null) {
        throw Query.invalid(
            "absentee_mail.group_recipients.group_id", "Each group stands there once.");
      }
    }
    return recipients;
  }

  /** The secret of a provider stays where it is left out, and goes with its provider. */
  private SiteSettings providers(SiteSettings before) {
    Optional<List<Fields>> told = fields.objects("login_providers", PROVIDER);
    if (told.isEmpty()) {
      return before;
    }
    List<LoginProvider> providers = new ArrayList<>();
    Map<String, String> secrets = new HashMap<>();
    for (Fields one : told.get()) {
      String id = one.requiredText("id");
      providers.add(
          new LoginProvider(
              id,
              one.requiredText("name"),
              one.requiredText("issuer").strip(),
              one.requiredText("client_id"),
              one.texts("domains").orElse(List.of()),
              one.text("role").orElse("member")));
      Optional<String> secret =
          one.names("client_secret")
              ? one.text("client_secret")
              : Optional.ofNullable(before.secrets().clientSecrets().get(id));
      secret.ifPresent(text -> secrets.put(id, text));
    }
    return before
        .withLoginProviders(providers)
        .withSecrets(
            new SiteSettings.Secrets(
                before.secrets().mailPassword(), before.secrets().kioskPinHash(), secrets));
  }
}
