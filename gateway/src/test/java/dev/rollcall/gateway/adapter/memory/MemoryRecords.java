package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.RecordStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records in a list, newest first. */
public final class MemoryRecords implements RecordStore {
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing((Entry entry) -> entry.record().time())
          .thenComparing(entry -> entry.record().id())
          .reversed();

  private final MemoryPeople people;
  private final List<Entry> records = new ArrayList<>();

  public MemoryRecords(MemoryPeople people) {
    this.people = people;
  }

  @Override
  public synchronized List<Recorded> add(
      String organisationId, List<AttendanceRecord> drafts, Duration window) {
    return drafts.stream().map(draft -> add(organisationId, draft, window)).toList();
  }

  private Recorded add(String organisationId, AttendanceRecord draft, Duration window) {
    String name = nameOf(organisationId, draft.personId());
    if (draft.personId() != null && name == null) {
      AttendanceRecord stranger = draft.withPersonGone();
      store(organisationId, stranger);
      return new Recorded(stranger, Outcome.PERSON_GONE);
    }
    if (draft.status() == Status.VALID) {
      for (Entry entry : records) {
        AttendanceRecord earlier = entry.record();
        if (entry.organisationId().equals(organisationId) && isDuplicate(earlier, draft, window)) {
          return new Recorded(earlier.withPersonName(name), Outcome.DUPLICATE);
        }
      }
    }
    store(organisationId, draft);
    return new Recorded(draft.withPersonName(name), Outcome.STORED);
  }

  private void store(String organisationId, AttendanceRecord record) {
    records.add(new Entry(organisationId, record));
    records.sort(NEWEST_FIRST);
  }

  private static boolean isDuplicate(
      AttendanceRecord earlier, AttendanceRecord draft, Duration window) {
    return earlier.status() == Status.VALID
        && Objects.equals(earlier.personId(), draft.personId())
        && directionOf(earlier) == directionOf(draft)
        && Objects.requireNonNullElse(earlier.sessionId(), "")
            .equals(Objects.requireNonNullElse(draft.sessionId(), ""))
        && Duration.between(earlier.time(), draft.time()).abs().compareTo(window) < 0;
  }

  private static Direction directionOf(AttendanceRecord record) {
    return Objects.requireNonNullElse(record.direction(), Direction.IN);
  }

  private @Nullable String nameOf(String organisationId, @Nullable String personId) {
    return personId == null
        ? null
        : people.find(organisationId, personId).map(Person::name).orElse(null);
  }

  @Override
  public synchronized Page<AttendanceRecord> list(
      String organisationId,
      Reach reach,
      Instant from,
      Instant until,
      int limit,
      Optional<String> cursor) {
    int start = 0;
    if (cursor.isPresent()) {
      List<String> ids = records.stream().map(entry -> entry.record().id()).toList();
      start = ids.indexOf(cursor.get()) + 1;
      if (start == 0) {
        throw ProblemException.ofField(
            ProblemCode.INVALID_FIELD, "cursor", "The cursor is not one that a page gave.");
      }
    }
    List<AttendanceRecord> found =
        records.stream()
            .skip(start)
            .filter(entry -> entry.organisationId().equals(organisationId))
            .map(Entry::record)
            .filter(record -> isWithin(reach, record.personId()))
            .filter(record -> !record.time().isBefore(from) && record.time().isBefore(until))
            .limit(limit + 1L)
            .map(record -> record.withPersonName(nameOf(organisationId, record.personId())))
            .toList();
    return found.size() <= limit
        ? new Page<>(found, Optional.empty())
        : new Page<>(found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
  }

  @Override
  public synchronized long count(String organisationId) {
    return records.stream().filter(entry -> entry.organisationId().equals(organisationId)).count();
  }

  private static boolean isWithin(Reach reach, @Nullable String personId) {
    return reach.everything() || (personId != null && reach.holdsPerson(personId));
  }

  private record Entry(String organisationId, AttendanceRecord record) {}
}
