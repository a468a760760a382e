package dev.rollcall.gateway.domain.attendance;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.face.Age;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Gender;
import dev.rollcall.gateway.port.Faces;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileCheckTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

  private static Set<Flag> flags(@Nullable Age age, @Nullable Gender gender) {
    Face plain = Faces.face(100, null);
    Face face = new Face(plain.box(), List.of(), null, age, gender, null, plain.liveness(), null);
    return ProfileCheck.flags(new Profile(LocalDate.of(2010, 3, 1), "female"), face, TODAY);
  }

  @Test
  void ageFarOff_isFlagged_andNearIsNot() {
    assertThat(flags(new Age(25, 21, 29), null)).isEmpty();
    assertThat(flags(new Age(40, 36, 44), null)).containsExactly(Flag.AGE_DOES_NOT_FIT);
    assertThat(flags(new Age(40, 20, 60), null)).isEmpty();
  }

  @Test
  void genderThatDiffers_isFlaggedWhereTheNetworkIsSure() {
    assertThat(flags(null, new Gender("male", 0.99f))).containsExactly(Flag.GENDER_DOES_NOT_FIT);
    assertThat(flags(null, new Gender("male", 0.8f))).isEmpty();
    assertThat(flags(null, new Gender("female", 0.99f))).isEmpty();
  }

  @Test
  void nothingKnown_flagsNothing() {
    Face face = Faces.face(100, null);
    assertThat(ProfileCheck.flags(Profile.UNKNOWN, face, TODAY)).isEmpty();
  }

  @Test
  void pain6_devicesClock_isBelievedOnlyBackwards_andOnlySoFar() {
    Duration day = Duration.ofDays(1);
    Instant held = NOW.minusSeconds(3600);
    assertThat(CheckInTime.of(NOW, null, day).time()).isEqualTo(NOW);
    assertThat(CheckInTime.of(NOW, held, day)).isEqualTo(new CheckInTime(held, held, false));
    Instant old = NOW.minus(day).minusMillis(1);
    assertThat(CheckInTime.of(NOW, old, day)).isEqualTo(new CheckInTime(NOW, old, true));
    Instant soon = NOW.plusSeconds(60);
    assertThat(CheckInTime.of(NOW, soon, day)).isEqualTo(new CheckInTime(NOW, soon, false));
    Instant ahead = NOW.plusSeconds(121);
    assertThat(CheckInTime.of(NOW, ahead, day)).isEqualTo(new CheckInTime(NOW, ahead, true));
  }
}
