package dev.rollcall.gateway.bench;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A school with classes of thirty that meet once each weekday: everybody has one record a day, most
 * of them a valid check-in. Every id and figure follows from the sizes, so that a load that broke
 * off goes on where it was.
 *
 * @param people a multiple of {@link #CLASS}
 * @param records a multiple of people
 * @param audited so many of the newest records have entries in the audit log
 * @param lastDay with records; the day after is today
 */
record MadeUpSite(int people, long records, long audited, LocalDate lastDay) {
  /** The organisation that every site begins with. */
  static final String ORGANISATION = "00000000000000000000000001";

  static final int CLASS = 30;
  static final int FACES_A_PERSON = 3;
  static final Duration LESSON = Duration.ofMinutes(50);
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Instant ENROLLED = Instant.parse("2020-01-01T00:00:00Z");
  private static final int FIRST_MINUTE = 7 * 60;
  private static final int STARTS_WITHIN_MINUTES = 240;
  private static final String[] GIVEN = {
    "Ada", "Alan", "Amara", "Anna", "Ben", "Chidi", "Clara", "Dana", "Elif", "Emil", "Farah",
        "Grace",
    "Hugo", "Ines", "Ivan", "Jonas", "Kofi", "Lena", "Liam", "Mara", "Mei", "Nadia", "Noah", "Olga",
    "Omar", "Priya", "Rosa", "Samir", "Tara", "Yusuf", "Zoe", "Émile"
  };
  private static final String[] FAMILY = {
    "Abara", "Becker", "Castro", "Diaz", "Eriksen", "Fischer", "Garcia", "Hansen", "Ito", "Jansen",
    "Kaya", "Larsen", "Mbeki", "Novak", "Okafor", "Petrov", "Quinn", "Rossi", "Sato", "Tanaka",
    "Ueda", "Vargas", "Weber", "Xu", "Yilmaz", "Zhang", "Müller", "O'Brien", "Haddad", "Nguyen"
  };

  MadeUpSite {
    if (people <= 0 || people % CLASS != 0 || records <= 0 || records % people != 0) {
      throw new IllegalArgumentException(
          "people must be a multiple of %d, and records one of people".formatted(CLASS));
    }
    if (audited < 0 || audited > records || audited % people != 0) {
      throw new IllegalArgumentException("audited must be a multiple of people up to records");
    }
  }

  /** Whole classes and whole days: each figure is rounded up to them. */
  static MadeUpSite of(int people, long records, long audited, LocalDate lastDay) {
    int whole = (people + CLASS - 1) / CLASS * CLASS;
    long days = (records + whole - 1) / whole;
    long auditedDays = Math.min(days, (audited + whole - 1) / whole);
    return new MadeUpSite(whole, days * whole, auditedDays * whole, lastDay);
  }

  int groups() {
    return people / CLASS;
  }

  int days() {
    return (int) (records / people);
  }

  /** Of the days with entries in the audit log, the first; {@link #days} where there is none. */
  int firstAudited() {
    return days() - (int) (audited / people);
  }

  /** Weekdays; the one after the last is today. */
  List<LocalDate> calendar() {
    List<LocalDate> days = new ArrayList<>();
    LocalDate day = lastDay;
    while (days.size() < days()) {
      if (weekday(day)) {
        days.add(0, day);
      }
      day = day.minusDays(1);
    }
    days.add(today());
    return days;
  }

  LocalDate today() {
    LocalDate day = lastDay.plusDays(1);
    while (!weekday(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  private static boolean weekday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** When a group's lesson of a day begins: all of them within four hours, in the groups' order. */
  Instant starts(LocalDate day, int group) {
    long minute = FIRST_MINUTE + (long) group * STARTS_WITHIN_MINUTES / groups();
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(minute));
  }

  static String personId(int person) {
    return id(ENROLLED.plusMillis(person), 1, person);
  }

  static String groupId(int group) {
    return id(ENROLLED.plusMillis(group), 2, group);
  }

  static String faceId(int person, int face) {
    return id(ENROLLED.plusMillis(person), 3 + face, person);
  }

  String sessionId(LocalDate day, int group) {
    return id(starts(day, group), 9, group);
  }

  static String personName(int person) {
    SplittableRandom random = new SplittableRandom(person);
    return GIVEN[random.nextInt(GIVEN.length)]
        + " "
        + (char) ('A' + random.nextInt(26))
        + ". "
        + FAMILY[random.nextInt(FAMILY.length)];
  }

  static String externalId(int person) {
    return "S%07d".formatted(person);
  }

  static String groupName(int group) {
    return "Class %04d".formatted(group);
  }

  /** Of the shape of a ULID: the time, then what seems random and is not. */
  static String id(Instant time, int kind, long number) {
    StringBuilder text = new StringBuilder(26);
    long millis = time.toEpochMilli();
    for (int shift = 45; shift >= 0; shift -= 5) {
      text.append(ALPHABET.charAt((int) ((millis >>> shift) & 31)));
    }
    SplittableRandom random = new SplittableRandom(number * 16 + kind);
    while (text.length() < 26) {
      text.append(ALPHABET.charAt(random.nextInt(32)));
    }
    return text.toString();
  }
}
