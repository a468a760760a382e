package dev.rollcall.gateway.usecase;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.audit.AuditEntry;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.exchange.WebhookEvent;
import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.port.AnnouncedStore;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.RecordStore;
import dev.rollcall.gateway.port.SessionStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells other systems and people what the audit log says was done: the log is written together with
 * each change, so that nothing is told that did not happen, and nothing that happened is left out,
 * whatever was killed in between. What is told a second time after that is known by its id.
 */
public final class FollowAudit {
  private static final int ORGANISATIONS_A_ROUND = 20;
  private static final int ENTRIES_A_ROUND = 100;

  private final AnnouncedStore announced;
  private final AuditLog audit;
  private final Announce announce;
  private final TellAbsentees absentees;
  private final RecordStore records;
  private final SessionStore sessions;
  private final PeopleStore people;

  public FollowAudit(
      AnnouncedStore announced,
      AuditLog audit,
      Announce announce,
      TellAbsentees absentees,
      RecordStore records,
      SessionStore sessions,
      PeopleStore people) {
    this.announced = announced;
    this.audit = audit;
    this.announce = announce;
    this.absentees = absentees;
    this.records = records;
    this.sessions = sessions;
    this.people = people;
  }

  /** One round; true where there may be more. */
  public boolean run() {
    boolean more = false;
    for (AnnouncedStore.Lag lag : announced.lagging(ORGANISATIONS_A_ROUND)) {
      List<AuditEntry> entries = audit.after(lag.organisationId(), lag.after(), ENTRIES_A_ROUND);
      for (AuditEntry entry : entries) {
        tell(lag.organisationId(), entry);
        announced.advance(lag.organisationId(), entry.number());
      }
      more |= !entries.isEmpty();
    }
    return more;
  }

  private void tell(String organisationId, AuditEntry entry) {
    Deed deed = entry.deed();
    if (deed.subjects().isEmpty()) {
      return;
    }
    String subject = deed.subjects().get(0);
    switch (deed.action()) {
      case "person.created" ->
          tell(
              organisationId,
              entry,
              WebhookEvent.PERSON_CREATED,
              () -> person(organisationId, subject));
      case "person.deleted" ->
          tell(
              organisationId,
              entry,
              WebhookEvent.PERSON_DELETED,
              () -> {
                ObjectNode data = JsonNodeFactory.instance.objectNode();
                data.putObject("person").put("id", subject);
                return data;
              });
      case "record.corrected" ->
          tell(
              organisationId,
              entry,
              WebhookEvent.RECORD_CORRECTED,
              () -> record(records.find(organisationId, subject), subject));
      case "record.added" -> checkIn(organisationId, entry, subject);
      case "session.closed" -> {
        tell(
            organisationId,
            entry,
            WebhookEvent.SESSION_CLOSED,
            () -> session(organisationId, subject));
        absentees.run(organisationId, subject);
      }
      default -> {
        // Nobody is told of it.
      }
    }
  }

  private void checkIn(String organisationId, AuditEntry entry, String recordId) {
    boolean heard =
        announce.isHeard(organisationId, WebhookEvent.CHECK_IN_VALID)
            || announce.isHeard(organisationId, WebhookEvent.CHECK_IN_INVALID);
    if (!heard) {
      return;
    }
    Optional<AttendanceRecord> record = records.find(organisationId, recordId);
    record.ifPresent(
        found ->
            tell(
                organisationId,
                entry,
                found.status() == Status.VALID
                    ? WebhookEvent.CHECK_IN_VALID
                    : WebhookEvent.CHECK_IN_INVALID,
                () -> record(record, recordId)));
  }

  private void tell(
      String organisationId, AuditEntry entry, WebhookEvent event, Supplier<ObjectNode> data) {
    if (announce.isHeard(organisationId, event)) {
      announce.once(
          organisationId,
          event,
          data.get().toString(),
          organisationId + "/" + entry.number(),
          entry.deed().at());
    }
  }

  private ObjectNode person(String organisationId, String id) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode person = data.putObject("person").put("id", id);
    people
        .find(organisationId, id)
        .ifPresent(
            found -> person.put("name", found.name()).put("external_id", found.externalId()));
    return data;
  }

  private static ObjectNode record(Optional<AttendanceRecord> found, String id) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode record = data.putObject("record").put("id", id);
    found.ifPresent(
        one -> {
          record
              .put("status", one.status().name())
              .put("reason", one.reason() == null ? null : one.reason().name())
              .put("time", one.time().toString())
              .put(
                  "direction",
                  one.direction() == null ? null : one.direction().name().toLowerCase(Locale.ROOT))
              .put("session_id", one.sessionId());
          if (one.personId() == null) {
            record.putNull("person");
          } else {
            record.putObject("person").put("id", one.personId()).put("name", one.personName());
          }
        });
    return data;
  }

  private ObjectNode session(String organisationId, String id) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode session = data.putObject("session").put("id", id);
    sessions
        .find(organisationId, id)
        .ifPresent(
            listed -> {
              Figures figures = listed.figures();
              session
                  .put("name", listed.session().name())
                  .put("group_id", listed.session().groupId())
                  .put("group_name", listed.groupName())
                  .put("starts_at", listed.session().startsAt().toString())
                  .put("ends_at", listed.session().endsAt().toString());
              session
                  .putObject("counts")
                  .put("expected", figures.expected())
                  .put("present", figures.present())
                  .put("late", figures.late())
                  .put("absent", figures.absent())
                  .put("excused", figures.excused());
            });
    return data;
  }
}
