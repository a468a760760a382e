package dev.rollcall.gateway.domain.attendance;

import dev.rollcall.gateway.domain.face.Age;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Gender;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/**
 * Does a face look its person's age and gender? Estimates are wrong by years, more so for some
 * groups of people than for others: only what is far off is told, and it never decides.
 */
public final class ProfileCheck {
  /** Twice the mean error of age networks in the field (4 to 6 years), at the least. */
  private static final double LEAST_YEARS_OFF = 12;

  /** Of the widths in which two thirds of the faces lie: 2 leaves one face in twenty. */
  private static final double WIDTHS_OFF = 2;

  private static final float SURE = 0.95f;

  private ProfileCheck() {}

  public static Set<Flag> flags(Profile profile, Face face, LocalDate today) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    Age age = face.age();
    LocalDate birthDate = profile.birthDate();
    if (age != null && birthDate != null) {
      double years = ChronoUnit.DAYS.between(birthDate, today) / 365.2425;
      double width = Math.max(0, age.high() - age.low()) / 2;
      if (Math.abs(years - age.value()) > Math.max(LEAST_YEARS_OFF, WIDTHS_OFF * width)) {
        flags.add(Flag.AGE_DOES_NOT_FIT);
      }
    }
    Gender gender = face.gender();
    if (gender != null
        && profile.gender() != null
        && gender.probability() >= SURE
        && !gender.value().equals(profile.gender())) {
      flags.add(Flag.GENDER_DOES_NOT_FIT);
    }
    return flags;
  }
}
