package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.exchange.OutgoingMail;
import dev.rollcall.gateway.domain.register.Presence;
import dev.rollcall.gateway.domain.settings.SiteSettings;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.MailStore;
import dev.rollcall.gateway.port.ReportStore;
import dev.rollcall.gateway.port.SessionStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Who was absent, by mail, once a session is closed: one mail a session, and none where everybody
 * came or nobody wants to know.
 */
public final class TellAbsentees {
  private final SessionStore sessions;
  private final ReportStore reports;
  private final MailStore mails;
  private final CurrentSettings settings;
  private final InstantSource clock;
  private final Random random;

  public TellAbsentees(
      SessionStore sessions,
      ReportStore reports,
      MailStore mails,
      CurrentSettings settings,
      InstantSource clock,
      Random random) {
    this.sessions = sessions;
    this.reports = reports;
    this.mails = mails;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** Puts the mail on its way; a second time it does nothing. */
  void run(String organisationId, String sessionId) {
    SiteSettings site = settings.of(organisationId);
    Optional<SessionStore.Listed> found = sessions.find(organisationId, sessionId);
    if (!site.absenteeMail().enabled() || found.isEmpty()) {
      return;
    }
    SessionStore.Listed listed = found.get();
    AttendanceSession session = listed.session();
    Set<String> to = new LinkedHashSet<>(site.absenteeMail().recipients());
    to.addAll(site.absenteeMail().groupRecipients().getOrDefault(session.groupId(), List.of()));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<ReportStore.Missing> absent =
        reports
            .absentees(organisationId, Reach.EVERYTHING, sessionId, session.localDate(), null, now)
            .stream()
            .flatMap(one -> one.people().stream())
            .filter(person -> person.presence() == Presence.ABSENT)
            .toList();
    if (to.isEmpty() || absent.isEmpty()) {
      return;
    }
    Words words = Words.in(site.locale());
    mails.add(
        new OutgoingMail(
            Ulid.at(now, random),
            organisationId,
            OutgoingMail.Kind.ABSENTEES,
            List.copyOf(to),
            words.of("absentees.subject", listed.groupName(), session.name(), absent.size()),
            text(words, listed, absent),
            sessionId,
            OutgoingMail.State.WAITING,
            0,
            now,
            null,
            now,
            null));
  }

  private static String text(
      Words words, SessionStore.Listed listed, List<ReportStore.Missing> absent) {
    AttendanceSession session = listed.session();
    DateTimeFormatter format =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
            .withLocale(Locale.forLanguageTag(words.tag()))
            .withZone(session.zone());
    StringBuilder text = new StringBuilder();
    text.append(
            words.of(
                "absentees.text",
                listed.groupName(),
                session.name(),
                format.format(session.startsAt()),
                absent.size(),
                listed.figures().expected()))
        .append("\n\n");
    for (ReportStore.Missing one : absent) {
      text.append("- ").append(one.name() == null ? one.personId() : one.name()).append('\n');
    }
    return text.toString();
  }
}
