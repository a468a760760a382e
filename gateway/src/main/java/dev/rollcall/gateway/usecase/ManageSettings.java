package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.PasswordHasher;
import dev.rollcall.gateway.port.SettingsStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at and changes what an organisation has set. A change holds at once. */
public final class ManageSettings {
  private static final int MOST_TEXT = 20_000;
  private static final int MOST_WORDS = 200;
  private static final int MOST_ADDRESSES = 100;
  private static final int MOST_PROVIDERS = 10;
  private static final int MOST_GROUPS = 1000;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+");
  private static final Pattern PIN = Pattern.compile("[0-9]{4,12}");
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,30}");
  private static final Set<String> PROVIDED_ROLES = Set.of("manager", "member");

  private final SettingsStore store;
  private final CurrentSettings current;
  private final CurrentModels models;
  private final PasswordHasher hasher;
  private final LoginGuard guard;
  private final InstantSource clock;

  public ManageSettings(
      SettingsStore store,
      CurrentSettings current,
      CurrentModels models,
      PasswordHasher hasher,
      LoginGuard guard,
      InstantSource clock) {
    this.store = store;
    this.current = current;
    this.models = models;
    this.hasher = hasher;
    this.guard = guard;
    this.clock = clock;
  }

  /** Settings, and what the models make of them. */
  public record Shown(
      SiteSettings settings,
      long version,
      LivenessPolicy liveness,
      boolean livenessIsSet,
      List<LivenessPolicy> possibleLiveness,
      Optional<Threshold> threshold) {}

  /**
   * The largest distance of one person.
   *
   * @param embedder whose distances these are, as {@code id/version}
   * @param falseMatchesPerMillion of pairs of two people; null where nobody has measured it at this
   *     value
   * @param basis on what that was measured, or what to do to know it
   * @param scale what other values would mean, the strictest first; empty where nobody measured
   */
  public record Threshold(
      String embedder,
      double value,
      double ofModel,
      boolean isSet,
      @Nullable Double falseMatchesPerMillion,
      String basis,
      List<ScalePoint> scale) {}

  /**
   * What was measured at one distance.
   *
   * @param falseMatchesPerMillion of pairs of two people
   * @param trueMatches the share of one person's pairs that is found; null where not measured
   */
  public record ScalePoint(
      double distance, double falseMatchesPerMillion, @Nullable Double trueMatches) {}

  public Shown look(String organisationId, CallContext context) {
    return shown(organisationId, store.find(organisationId), models.get(context));
  }

  private Shown shown(String organisationId, SettingsStore.Stored stored, ModelCatalog catalog) {
    List<LivenessPolicy> possible = new ArrayList<>();
    for (LivenessPolicy policy : LivenessPolicy.values()) {
      if (policy.isPossibleWith(catalog)) {
        possible.add(policy);
      }
    }
    return new Shown(
        stored.settings(),
        stored.version(),
        current.liveness(organisationId, catalog),
        stored.settings().livenessPolicy() != null,
        possible,
        catalog.recognition().map(found -> threshold(found, stored.settings(), catalog)));
  }

  private static Threshold threshold(
      ModelCatalog.Recognition found, SiteSettings settings, ModelCatalog catalog) {
    String key = CurrentSettings.embedderKey(found.embedder());
    Double own = settings.matchThresholds().get(key);
    double value = own == null ? found.threshold() : own;
    MatchScale scale = MatchScale.of(found, catalog);
    return new Threshold(
        key,
        value,
        found.threshold(),
        own != null,
        scale.falseMatchesPerMillion(value),
        scale.basis(value),
        scale.points());
  }

  /** What to change; the threshold is of the embedder that is loaded now. */
  public record Change(
      UnaryOperator<SiteSettings> fields,
      boolean changesThreshold,
      @Nullable Double threshold,
      boolean changesPin,
      @Nullable String kioskPin) {}

  /**
   * Changes settings.
   *
   * @param version what the caller has read; empty: whatever it is
   * @throws ProblemException INVALID_FIELD by name; CHANGED_MEANWHILE
   */
  public Shown change(Principal actor, OptionalLong version, Change change, CallContext context) {
    String organisation = actor.organisationId();
    ModelCatalog catalog = models.get(context);
    SettingsStore.Stored before = store.find(organisation);
    if (version.isPresent() && version.getAsLong() != before.version()) {
      throw changedMeanwhile();
    }
    SiteSettings after = change.fields().apply(before.settings());
    if (change.changesThreshold()) {
      after = withThreshold(after, catalog, change.threshold());
    }
    if (change.changesPin()) {
      after = after.withKioskPinHash(pinHash(change.kioskPin()));
    }
    require(after, catalog);
    if (!store.replace(
        organisation,
        before.version(),
        after,
        Deed.of(actor.accountId(), "settings.changed", clock.instant(), organisation))) {
      throw changedMeanwhile();
    }
    current.changed(organisation);
    return shown(organisation, store.find(organisation), catalog);
  }

  private static ProblemException changedMeanwhile() {
    return new ProblemException(
        ProblemCode.CHANGED_MEANWHILE,
        "Somebody changed the settings since you read them. Read them again, then change them.");
  }

  private static SiteSettings withThreshold(
      SiteSettings settings, ModelCatalog catalog, @Nullable Double threshold) {
    ModelCatalog.Recognition recognition =
        catalog
            .recognition()
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.HEAD_UNAVAILABLE,
                        "The installed pack recognises nobody, so there is no threshold to set."));
    Map<String, Double> thresholds = new HashMap<>(settings.matchThresholds());
    String key = CurrentSettings.embedderKey(recognition.embedder());
    if (threshold == null) {
      thresholds.remove(key);
    } else if (threshold > 0 && threshold < 2) {
      thresholds.put(key, threshold);
    } else {
      throw invalid("match_threshold", "match_threshold must lie between 0 and 2.");
    }
    return settings.withMatchThresholds(thresholds);
  }

  private @Nullable String pinHash(@Nullable String pin) {
    if (pin == null) {
      return null;
    }
    if (!PIN.matcher(pin).matches()) {
      throw invalid("kiosk.pin", "The PIN must have 4 to 12 digits.");
    }
    return hasher.hash(pin);
  }

  /** Counts an attempt at the kiosk's PIN; says how long to wait before it is looked at. */
  public Duration beginUnlock(Principal principal) {
    return guard.begin(pinName(principal), principal.credentialId());
  }

  /** Throws PIN_WRONG, also where none is set: then nothing leaves the kiosk but signing out. */
  public void unlock(Principal principal, String pin) {
    String hash = current.of(principal.organisationId()).secrets().kioskPinHash();
    if (hash == null || !hasher.matches(pin, hash)) {
      throw ProblemException.ofField(
          ProblemCode.PIN_WRONG, "pin", "This is not the PIN. An administrator can set another.");
    }
    guard.succeeded(pinName(principal), principal.credentialId());
  }

  private static String pinName(Principal principal) {
    return "kiosk-pin " + principal.organisationId();
  }

  private static void require(SiteSettings settings, ModelCatalog catalog) {
    LivenessPolicy liveness = settings.livenessPolicy();
    if (liveness != null && !liveness.isPossibleWith(catalog)) {
      throw invalid(
          "liveness_policy",
          "The installed pack cannot carry %s. The possible ones stand in the settings."
              .formatted(liveness.name().toLowerCase(Locale.ROOT)));
    }
    between("cooldown_minutes", settings.cooldownMinutes(), 0, 1440);
    between("offline_limit_minutes", settings.offlineLimitMinutes(), 1, 43_200);
    between("review.keep_days", settings.review().keepDays(), 1, 3650);
    between("quality_gate.least_face_pixels", settings.qualityGate().leastFacePixels(), 0, 1000);
    if (!(settings.qualityGate().leastScore() >= 0 && settings.qualityGate().leastScore() <= 1)) {
      throw invalid("quality_gate.least_score", "least_score must lie between 0 and 1.");
    }
    text("consent.version", settings.consent().version(), 1, MOST_WORDS);
    text("consent.text", settings.consent().text(), 0, MOST_TEXT);
    if (settings.emotionNotice() != null) {
      text("emotion_notice", settings.emotionNotice(), 1, MOST_TEXT);
    }
    if (Locale.forLanguageTag(settings.locale()).getLanguage().isEmpty()) {
      throw invalid("locale", "locale must be a language tag such as en or ar-SA.");
    }
    between("mail.port", settings.mail().port(), 1, 65_535);
    for (String part :
        List.of(settings.mail().host(), settings.mail().username(), settings.mail().from())) {
      text("mail", part, 0, 320);
    }
    if (!settings.mail().site().isEmpty() && !WebAddress.isSite(settings.mail().site())) {
      throw invalid("mail.site", "site must be this site's address, such as https://host:8443.");
    }
    recipients("absentee_mail.recipients", settings.absenteeMail().recipients());
    Map<String, List<String>> ofGroups = settings.absenteeMail().groupRecipients();
    if (ofGroups.size() > MOST_GROUPS) {
      throw invalid("absentee_mail.group_recipients", "At most %d groups.".formatted(MOST_GROUPS));
    }
    ofGroups
        .values()
        .forEach(those -> recipients("absentee_mail.group_recipients.recipients", those));
    requireProviders(settings.loginProviders());
  }

  private static void recipients(String field, List<String> addresses) {
    if (addresses.size() > MOST_ADDRESSES) {
      throw invalid(field, "At most %d recipients.".formatted(MOST_ADDRESSES));
    }
    for (String address : addresses) {
      if (!ADDRESS.matcher(address).matches()) {
        throw invalid(field, "Each recipient must be one mail address, such as ada@example.org.");
      }
    }
  }

  private static void requireProviders(List<SiteSettings.LoginProvider> providers) {
    if (providers.size() > MOST_PROVIDERS) {
      throw invalid("login_providers", "At most %d providers.".formatted(MOST_PROVIDERS));
    }
    Set<String> ids = new HashSet<>();
    for (SiteSettings.LoginProvider provider : providers) {
      if (!PROVIDER.matcher(provider.id()).matches() || !ids.add(provider.id())) {
        throw invalid(
            "login_providers.id",
            "The id of a provider is 1 to 30 of a-z, 0-9 and dashes, and of one provider alone.");
      }
      text("login_providers.name", provider.name(), 1, MOST_WORDS);
      text("login_providers.client_id", provider.clientId(), 1, MOST_WORDS);
      if (!WebAddress.isIssuer(provider.issuer())) {
        throw invalid(
            "login_providers.issuer",
            "The issuer must be an https address, as its provider gives it.");
      }
      if (!PROVIDED_ROLES.contains(provider.role())) {
        throw invalid(
            "login_providers.role", "Who comes by a domain can be manager or member alone.");
      }
    }
  }

  private static void between(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw invalid(field, "%s must be a number from %d to %d.".formatted(field, least, most));
    }
  }

  private static void text(String field, String value, int least, int most) {
    boolean clean = value.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n');
    if (value.length() < least || value.length() > most || !clean) {
      throw invalid(field, "%s must have %d to %d characters.".formatted(field, least, most));
    }
  }

  private static ProblemException invalid(String field, String detail) {
    return ProblemException.ofField(ProblemCode.INVALID_FIELD, field, detail);
  }
}
