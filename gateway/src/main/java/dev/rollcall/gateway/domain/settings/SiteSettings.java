package dev.rollcall.gateway.domain.settings;

import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an organisation can set. What is null is as the program or the models have it.
 *
 * @param livenessPolicy null: as {@code --liveness} said at the start, or the best the models can
 * @param matchThresholds largest distance of one person, by {@code embedder id/version}; an
 *     embedder that is not in it has its own
 * @param cooldownMinutes a second valid check-in of a person within this time makes no record
 * @param emotionNotice what people are told where emotions are read; null: the web app's words
 * @param offlineLimitMinutes a check-in that a device held back longer goes to review
 * @param timeZone of days and sessions; null: the server's
 * @param locale a BCP 47 tag, for mail and files
 */
public record SiteSettings(
    @Nullable LivenessPolicy livenessPolicy,
    Features features,
    Map<String, Double> matchThresholds,
    int cooldownMinutes,
    Consent consent,
    Review review,
    @Nullable String emotionNotice,
    QualityGate qualityGate,
    int offlineLimitMinutes,
    @Nullable ZoneId timeZone,
    String locale,
    Mail mail,
    AbsenteeMail absenteeMail,
    List<LoginProvider> loginProviders,
    Secrets secrets) {
  /** As a site begins. */
  public static final SiteSettings INITIAL =
      new SiteSettings(
          null,
          new Features(true, true, true),
          Map.of(),
          5,
          new Consent(false, "1", ""),
          new Review(false, 30),
          null,
          new QualityGate(0, 0),
          1440,
          null,
          "en",
          new Mail("", 587, MailSecurity.STARTTLS, "", "", ""),
          new AbsenteeMail(false, List.of(), Map.of()),
          List.of(),
          new Secrets(null, null, Map.of()));

  public SiteSettings {
    matchThresholds = Map.copyOf(matchThresholds);
    loginProviders = List.copyOf(loginProviders);
  }

  // One a field: a change of settings names what it changes.

  public SiteSettings withLivenessPolicy(@Nullable LivenessPolicy next) {
    return with(draft -> draft.livenessPolicy = next);
  }

  public SiteSettings withFeatures(Features next) {
    return with(draft -> draft.features = next);
  }

  public SiteSettings withMatchThresholds(Map<String, Double> next) {
    return with(draft -> draft.matchThresholds = next);
  }

  public SiteSettings withCooldownMinutes(int next) {
    return with(draft -> draft.cooldownMinutes = next);
  }

  public SiteSettings withConsent(Consent next) {
    return with(draft -> draft.consent = next);
  }

  public SiteSettings withReview(Review next) {
    return with(draft -> draft.review = next);
  }

  public SiteSettings withEmotionNotice(@Nullable String next) {
    return with(draft -> draft.emotionNotice = next);
  }

  public SiteSettings withQualityGate(QualityGate next) {
    return with(draft -> draft.qualityGate = next);
  }

  public SiteSettings withOfflineLimitMinutes(int next) {
    return with(draft -> draft.offlineLimitMinutes = next);
  }

  public SiteSettings withTimeZone(@Nullable ZoneId next) {
    return with(draft -> draft.timeZone = next);
  }

  public SiteSettings withLocale(String next) {
    return with(draft -> draft.locale = next);
  }

  public SiteSettings withMail(Mail next) {
    return with(draft -> draft.mail = next);
  }

  public SiteSettings withAbsenteeMail(AbsenteeMail next) {
    return with(draft -> draft.absenteeMail = next);
  }

  public SiteSettings withLoginProviders(List<LoginProvider> next) {
    return with(draft -> draft.loginProviders = next);
  }

  public SiteSettings withSecrets(Secrets next) {
    return with(draft -> draft.secrets = next);
  }

  public SiteSettings withKioskPinHash(@Nullable String hash) {
    return withSecrets(new Secrets(secrets.mailPassword(), hash, secrets.clientSecrets()));
  }

  private SiteSettings with(Consumer<SettingsDraft> change) {
    SettingsDraft draft = new SettingsDraft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** The zone that days are counted in. */
  public ZoneId zone() {
    return timeZone == null ? ZoneId.systemDefault() : timeZone;
  }

  /** Which optional heads are read; one that is off is null in every answer. */
  public record Features(boolean emotion, boolean age, boolean gender) {}

  /** The text that people agree to, and whether they must before they are enrolled or counted. */
  public record Consent(boolean required, String version, String text) {}

  /** Whether pictures of unknown and uncertain faces are kept for a person to look at. */
  public record Review(boolean keepUnknown, int keepDays) {}

  /**
   * What a picture must have to be enrolled or to count.
   *
   * @param leastScore of the quality head, 0 to 1; 0: all
   * @param leastFacePixels shorter side of the face; 0: the program's own limit
   */
  public record QualityGate(double leastScore, int leastFacePixels) {}

  /**
   * The site's way to send mail; none where the host is empty.
   *
   * @param from the sender's address
   * @param site where links in mail that a stranger asked for lead, such as {@code
   *     https://host:8443}: what the stranger's request calls this site may be another one
   */
  public record Mail(
      String host, int port, MailSecurity security, String username, String from, String site) {
    public boolean isSetUp() {
      return !host.isEmpty() && !from.isEmpty();
    }
  }

  /** How the connection to the mail server is protected. */
  public enum MailSecurity {
    NONE,
    STARTTLS,
    TLS
  }

  /**
   * Who is told of the absent once a session is closed.
   *
   * @param recipients addresses that are told of every session
   * @param groupRecipients addresses that are told of one group's, by group id
   */
  public record AbsenteeMail(
      boolean enabled, List<String> recipients, Map<String, List<String>> groupRecipients) {
    public AbsenteeMail {
      recipients = List.copyOf(recipients);
      groupRecipients = Map.copyOf(groupRecipients);
    }
  }

  /**
   * An OpenID Connect provider to sign in with.
   *
   * @param id stands in addresses: lower-case letters, digits and dashes
   * @param issuer where its discovery document is
   * @param domains of verified mail addresses whose holders get an account at their first login
   * @param role of such accounts
   */
  public record LoginProvider(
      String id, String name, String issuer, String clientId, List<String> domains, String role) {
    public LoginProvider {
      domains = List.copyOf(domains);
    }
  }

  /**
   * What is stored sealed and never told.
   *
   * @param kioskPinHash null where no PIN leaves the kiosk
   * @param clientSecrets of login providers, by id
   */
  public record Secrets(
      @Nullable String mailPassword,
      @Nullable String kioskPinHash,
      Map<String, String> clientSecrets) {
    public Secrets {
      clientSecrets = Map.copyOf(clientSecrets);
    }

    @Override
    public String toString() {
      return "Secrets";
    }
  }
}
