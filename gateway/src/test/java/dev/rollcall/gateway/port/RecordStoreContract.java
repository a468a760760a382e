package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.RecordStore.Outcome;
import dev.rollcall.gateway.port.RecordStore.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of records does. */
public abstract class RecordStoreContract {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant FAR_AHEAD = Instant.parse("3000-01-01T00:00:00Z");

  private PeopleStore people;
  private RecordStore records;
  private Person ann;
  private Person bob;

  protected abstract Stores empty();

  @BeforeEach
  void open() {
    Stores stores = empty();
    people = stores.people();
    records = stores.records();
    ann = Faces.person("Ann");
    bob = Faces.person("Bob");
    people.add(Faces.SITE, ann, List.of(), Faces.AUTHOR);
    people.add(Faces.SITE, bob, List.of(), Faces.AUTHOR);
  }

  private Recorded add(AttendanceRecord draft) {
    return records.add(Faces.SITE, List.of(draft), WINDOW, Faces.AUTHOR.accountId()).get(0);
  }

  @Test
  void record_added_comesBackWholeWithTheName() {
    AttendanceRecord draft = Faces.valid(ann, Faces.NOW);
    Recorded recorded = add(draft);
    assertThat(recorded).isEqualTo(new Recorded(draft.withPersonName("Ann"), Outcome.STORED));
    assertThat(all()).containsExactly(draft.withPersonName("Ann"));
  }

  @Test
  void stranger_isStored_howeverOften() {
    assertThat(add(Faces.stranger(Faces.NOW)).outcome()).isEqualTo(Outcome.STORED);
    assertThat(add(Faces.stranger(Faces.NOW)).outcome()).isEqualTo(Outcome.STORED);
    assertThat(records.count(Faces.SITE)).isEqualTo(2);
  }

  @Test
  void secondCheckIn_withinTheWindow_givesTheFirst() {
    Recorded first = add(Faces.valid(ann, Faces.NOW));
    Recorded second = add(Faces.valid(ann, Faces.NOW.plus(WINDOW).minusMillis(1)));
    assertThat(second).isEqualTo(new Recorded(first.record(), Outcome.DUPLICATE));
    assertThat(records.count(Faces.SITE)).isEqualTo(1);
  }

  @Test
  void secondCheckIn_atTheEndOfTheWindow_isStored() {
    add(Faces.valid(ann, Faces.NOW));
    assertThat(add(Faces.valid(ann, Faces.NOW.plus(WINDOW))).outcome()).isEqualTo(Outcome.STORED);
  }

  @Test
  void secondCheckIn_withAClockThatRunsBehind_givesTheFirst() {
    add(Faces.valid(ann, Faces.NOW));
    assertThat(add(Faces.valid(ann, Faces.NOW.minusSeconds(60))).outcome())
        .isEqualTo(Outcome.DUPLICATE);
  }

  @Test
  void secondCheckIn_ofAnotherDirectionOrSessionOrPerson_isStored() {
    add(Faces.valid(ann, Faces.NOW));
    assertThat(add(in(Direction.IN, null)).outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(add(in(Direction.OUT, null)).outcome()).isEqualTo(Outcome.STORED);
    assertThat(add(in(Direction.OUT, null)).outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(add(in(null, "maths")).outcome()).isEqualTo(Outcome.STORED);
    assertThat(add(in(null, "maths")).outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(add(in(null, "Maths")).outcome()).isEqualTo(Outcome.STORED);
    assertThat(add(Faces.valid(bob, Faces.NOW)).outcome()).isEqualTo(Outcome.STORED);
  }

  private AttendanceRecord in(@Nullable Direction direction, @Nullable String session) {
    AttendanceRecord plain = Faces.valid(ann, Faces.NOW);
    return new AttendanceRecord(
        plain.id(),
        plain.status(),
        null,
        plain.time(),
        plain.personId(),
        null,
        plain.distance(),
        plain.matchThreshold(),
        plain.emotion(),
        plain.age(),
        plain.gender(),
        plain.liveness(),
        direction,
        session);
  }

  @Test
  void checkIns_atTheSameMoment_giveOneRecord() throws Exception {
    int callers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      CyclicBarrier start = new CyclicBarrier(callers);
      List<Callable<Recorded>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        AttendanceRecord draft = Faces.valid(ann, Faces.NOW.plusMillis(i));
        calls.add(
            () -> {
              start.await();
              return add(draft);
            });
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Recorded> call : threads.invokeAll(calls)) {
        outcomes.add(call.get().outcome());
      }
      assertThat(outcomes.stream().filter(Outcome.STORED::equals).count()).isEqualTo(1);
      assertThat(outcomes.stream().filter(Outcome.DUPLICATE::equals).count())
          .isEqualTo(callers - 1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(records.count(Faces.SITE)).isEqualTo(1);
  }

  @Test
  void groupPictures_atTheSameMoment_doNotBlockEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<Recorded>>> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        List<AttendanceRecord> drafts =
            new ArrayList<>(List.of(Faces.valid(ann, Faces.NOW), Faces.valid(bob, Faces.NOW)));
        if (i % 2 == 1) {
          Collections.reverse(drafts);
        }
        calls.add(() -> records.add(Faces.SITE, drafts, WINDOW, Faces.AUTHOR.accountId()));
      }
      for (Future<List<Recorded>> call : threads.invokeAll(calls)) {
        assertThat(call.get()).hasSize(2);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(records.count(Faces.SITE)).isEqualTo(2);
  }

  @Test
  void record_ofAPersonJustErased_isOfAnUnknownFace() {
    people.erase(Faces.SITE, ann.id(), Faces.AUTHOR);
    Recorded recorded = add(Faces.valid(ann, Faces.NOW));
    assertThat(recorded.outcome()).isEqualTo(Outcome.PERSON_GONE);
    assertThat(recorded.record().status()).isEqualTo(Status.INVALID);
    assertThat(recorded.record().reason()).isEqualTo(Reason.UNKNOWN_FACE);
    assertThat(recorded.record().personId()).isNull();
    assertThat(all()).containsExactly(recorded.record());
  }

  @Test
  void record_ofAPersonErasedLater_keepsTheBareId() {
    add(Faces.valid(ann, Faces.NOW));
    people.erase(Faces.SITE, ann.id(), Faces.AUTHOR);
    assertThat(all().get(0).personId()).isEqualTo(ann.id());
    assertThat(all().get(0).personName()).isNull();
  }

  @Test
  void name_changedLater_isTheOneShown() {
    add(Faces.valid(ann, Faces.NOW));
    people.change(Faces.SITE, Faces.person(ann.id(), "Anna", null), Faces.AUTHOR);
    assertThat(all().get(0).personName()).isEqualTo("Anna");
  }

  @Test
  void nothing_added_isNothing() {
    assertThat(records.add(Faces.SITE, List.of(), WINDOW, Faces.AUTHOR.accountId())).isEmpty();
  }

  @Test
  void list_ofATimeSpan_takesItsStartAndNotItsEnd() {
    add(Faces.stranger(Faces.NOW));
    assertThat(between(Faces.NOW, Faces.NOW.plusMillis(1))).hasSize(1);
    assertThat(between(Faces.NOW.minusMillis(1), Faces.NOW)).isEmpty();
    assertThat(between(Faces.NOW.plusMillis(1), FAR_AHEAD)).isEmpty();
  }

  @Test
  void list_goesThroughAllOnce_newestFirst_evenOfOneMoment() {
    List<AttendanceRecord> added = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      AttendanceRecord record = Faces.stranger(Faces.NOW.plusMillis(i / 3));
      add(record);
      added.add(record);
    }
    List<AttendanceRecord> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<AttendanceRecord> page =
          records.list(
              Faces.SITE,
              Reach.EVERYTHING,
              RecordStore.Filter.between(LONG_AGO, FAR_AHEAD),
              2,
              cursor);
      seen.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    assertThat(seen).containsExactlyElementsIn(added);
    for (int i = 1; i < seen.size(); i++) {
      assertThat(seen.get(i).time()).isAtMost(seen.get(i - 1).time());
    }
  }

  @Test
  void list_withACursorOfNoPage_isRefused() {
    for (String cursor : List.of("", "x", "2026-03-02T08:00_x", "_", "'; DROP TABLE person")) {
      assertThrows(
          ProblemException.class,
          () ->
              records.list(
                  Faces.SITE,
                  Reach.EVERYTHING,
                  RecordStore.Filter.between(LONG_AGO, FAR_AHEAD),
                  2,
                  Optional.of(cursor)));
    }
  }

  private List<AttendanceRecord> all() {
    return between(LONG_AGO, FAR_AHEAD);
  }

  private List<AttendanceRecord> between(Instant from, Instant until) {
    return records
        .list(
            Faces.SITE,
            Reach.EVERYTHING,
            RecordStore.Filter.between(from, until),
            100,
            Optional.empty())
        .items();
  }

  @Test
  void record_ofAnotherOrganisation_isNotThere() {
    Person other = Faces.person("Other");
    people.add(Faces.OTHER_SITE, other, List.of(), Faces.AUTHOR);
    records.add(
        Faces.OTHER_SITE, List.of(Faces.valid(other, Faces.NOW)), WINDOW, Faces.AUTHOR.accountId());
    assertThat(all()).isEmpty();
    assertThat(records.count(Faces.SITE)).isEqualTo(0);
    assertThat(records.count(Faces.OTHER_SITE)).isEqualTo(1);
    assertThat(add(Faces.valid(other, Faces.NOW)).outcome()).isEqualTo(Outcome.PERSON_GONE);
  }

  @Test
  void list_withinTheReachOfOnePerson_isThatPersons() {
    add(Faces.valid(ann, Faces.NOW));
    add(Faces.valid(bob, Faces.NOW));
    add(Faces.stranger(Faces.NOW));
    Reach annsOwn = new Reach(false, Set.of(), ann.id());
    assertThat(
            records
                .list(
                    Faces.SITE,
                    annsOwn,
                    RecordStore.Filter.between(LONG_AGO, FAR_AHEAD),
                    10,
                    Optional.empty())
                .items()
                .stream()
                .map(AttendanceRecord::personId))
        .containsExactly(ann.id());
  }
}
