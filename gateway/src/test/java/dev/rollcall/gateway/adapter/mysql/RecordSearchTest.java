package dev.rollcall.gateway.adapter.mysql;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.AttendanceRecord;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Reason;
import dev.rollcall.gateway.domain.attendance.Status;
import dev.rollcall.gateway.domain.timetable.AttendanceSession;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.RecordStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which records a group has and a manager sees, over years, page by page. */
class RecordSearchTest extends OneLesson {
  private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant FAR_AHEAD = Instant.parse("9000-01-01T00:00:00Z");

  private AttendanceRecord today;
  private AttendanceRecord unknownToday;
  private AttendanceRecord outside;
  private AttendanceRecord lastMonth;
  private AttendanceRecord yearsAgo;
  private AttendanceRecord carls;

  @BeforeEach
  void fill() {
    Person carl = Faces.person("Carl");
    stores.people().add(Faces.SITE, carl, List.of(), Faces.AUTHOR);
    AttendanceSession month = lessonOn(DAY.minusDays(30));
    AttendanceSession years = lessonOn(DAY.minusYears(3));
    yearsAgo = seen(ann, years.startsAt(), years);
    lastMonth = seen(bob, month.startsAt(), month);
    outside = seen(bob, START.minusSeconds(86_400 * 5), null);
    today = seen(ann, START, session);
    unknownToday = seen(null, START.plusSeconds(1), session);
    carls = seen(carl, START.plusSeconds(86_400 * 400), null);
    seen(null, START.plusSeconds(2), null);
  }

  private RecordStore.Filter of(@Nullable String person, @Nullable String group) {
    return new RecordStore.Filter(LONG_AGO, FAR_AHEAD, person, null, group, null, null, null);
  }

  private List<String> all(Reach reach, RecordStore.Filter filter, int limit) {
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<AttendanceRecord> page = stores.records().list(Faces.SITE, reach, filter, limit, cursor);
      page.items().forEach(record -> seen.add(record.id()));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return seen;
  }

  private static List<String> ids(AttendanceRecord... records) {
    return java.util.Arrays.stream(records).map(AttendanceRecord::id).toList();
  }

  @Test
  void recordsOfAGroup_areThoseOfItsSessions_howeverOld() {
    for (int limit : new int[] {1, 2, 3, 100}) {
      assertThat(all(Reach.EVERYTHING, of(null, group.id()), limit))
          .isEqualTo(ids(unknownToday, today, lastMonth, yearsAgo));
      assertThat(all(Reach.EVERYTHING, of(bob.id(), group.id()), limit)).isEqualTo(ids(lastMonth));
      assertThat(all(Reach.EVERYTHING, of(null, Faces.id()), limit)).isEmpty();
    }
  }

  @Test
  void recordsOfAManager_areThoseOfTheirSessionsAndPeople_eachOnce() {
    Reach manager = new Reach(false, Set.of(group.id()), null);
    for (int limit : new int[] {1, 2, 4, 100}) {
      assertThat(all(manager, of(null, null), limit))
          .isEqualTo(ids(unknownToday, today, outside, lastMonth, yearsAgo));
      assertThat(all(manager, of(null, group.id()), limit))
          .isEqualTo(ids(unknownToday, today, lastMonth, yearsAgo));
      assertThat(all(manager, of(bob.id(), null), limit)).isEqualTo(ids(outside, lastMonth));
      assertThat(all(new Reach(false, Set.of(Faces.id()), null), of(null, null), limit)).isEmpty();
    }
  }

  @Test
  void recordsOfAManagerWhoIsAPersonToo_areAlsoTheirOwn() {
    String carl = String.valueOf(carls.personId());
    Reach manager = new Reach(false, Set.of(group.id()), carl);
    assertThat(all(manager, of(null, null), 2))
        .isEqualTo(ids(carls, unknownToday, today, outside, lastMonth, yearsAgo));
    assertThat(all(new Reach(false, Set.of(), ann.id()), of(null, group.id()), 1))
        .isEqualTo(ids(today, yearsAgo));
    assertThat(all(new Reach(false, Set.of(Faces.id()), ann.id()), of(null, group.id()), 1))
        .isEqualTo(ids(today, yearsAgo));
  }

  @Test
  void otherFilters_holdWithinAGroup() {
    Reach manager = new Reach(false, Set.of(group.id()), null);
    for (Reach reach : List.of(Reach.EVERYTHING, manager)) {
      assertThat(
              all(
                  reach,
                  new RecordStore.Filter(
                      LONG_AGO,
                      FAR_AHEAD,
                      null,
                      null,
                      group.id(),
                      Status.INVALID,
                      Reason.UNKNOWN_FACE,
                      null),
                  10))
          .isEqualTo(ids(unknownToday));
      assertThat(
              all(
                  reach,
                  new RecordStore.Filter(LONG_AGO, START, null, null, group.id(), null, null, null),
                  1))
          .isEqualTo(ids(lastMonth, yearsAgo));
      assertThat(
              all(
                  reach,
                  new RecordStore.Filter(
                      START, FAR_AHEAD, null, null, group.id(), null, null, null),
                  1))
          .isEqualTo(ids(unknownToday, today));
    }
    assertThat(
            stores
                .records()
                .list(Faces.OTHER_SITE, manager, of(null, group.id()), 10, Optional.empty())
                .items())
        .isEmpty();
  }
}
