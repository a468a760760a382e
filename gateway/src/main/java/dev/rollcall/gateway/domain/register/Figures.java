package dev.rollcall.gateway.domain.register;

import org.jspecify.annotations.Nullable;

/**
 * Sums over outcomes. Each session counts under one of the presences.
 *
 * @param present of PRESENT alone, without LATE and HALF_DAY
 */
public record Figures(
    long present,
    long late,
    long halfDay,
    long absent,
    long excused,
    long pending,
    long minutesLate,
    long minutesPresent) {
  public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

  public Figures plus(Figures other) {
    return new Figures(
        present + other.present,
        late + other.late,
        halfDay + other.halfDay,
        absent + other.absent,
        excused + other.excused,
        pending + other.pending,
        minutesLate + other.minutesLate,
        minutesPresent + other.minutesPresent);
  }

  public Figures plus(Outcome outcome) {
    Presence presence = outcome.presence();
    return plus(
        new Figures(
            presence == Presence.PRESENT ? 1 : 0,
            presence == Presence.LATE ? 1 : 0,
            presence == Presence.HALF_DAY ? 1 : 0,
            presence == Presence.ABSENT ? 1 : 0,
            presence == Presence.EXCUSED ? 1 : 0,
            presence == Presence.PENDING ? 1 : 0,
            outcome.minutesLate(),
            outcome.minutesPresent() == null ? 0 : outcome.minutesPresent()));
  }

  /** Everybody who was expected and is decided about. */
  public long sessions() {
    return attended() + absent + excused;
  }

  /** Everybody who was there, for however long. */
  public long attended() {
    return present + late + halfDay;
  }

  public long expected() {
    return sessions() + pending;
  }

  /** 0 to 100, of what was not excused; half a day counts half. Null where there was nothing. */
  public @Nullable Double percentage() {
    long of = attended() + absent;
    return of == 0 ? null : (Double) (100.0 * (present + late + 0.5 * halfDay) / of);
  }

  /** 0 to 1: who was there, for however long, of who was not excused. Null for nobody. */
  public @Nullable Double rate() {
    long of = attended() + absent;
    return of == 0 ? null : (Double) ((double) attended() / of);
  }
}
