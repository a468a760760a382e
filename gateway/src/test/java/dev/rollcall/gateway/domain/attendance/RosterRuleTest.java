package dev.rollcall.gateway.domain.attendance;

import static com.google.common.truth.Truth.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class RosterRuleTest {
  private static final RosterRule RULE = new RosterRule(new MatchRule(0.5));
  private static final Candidate PUPIL = new Candidate("pupil", 0.3);

  private static Nearest nearest(Candidate... two) {
    return new Nearest(two.length > 0 ? two[0] : null, two.length > 1 ? two[1] : null);
  }

  private static Candidate other(double distance) {
    return new Candidate("other", distance);
  }

  @Test
  void personOnTheRoster_isMatched() {
    Identity identity = RULE.decide(nearest(PUPIL, other(0.9)), nearest(PUPIL));
    assertThat(identity.match().personId()).isEqualTo("pupil");
    assertThat(identity.refusal()).isNull();
  }

  @Test
  void pain21_personOfTheSite_outsideTheClass_isNotOnTheRoster() {
    Identity identity = RULE.decide(nearest(other(0.2)), nearest());
    assertThat(identity.match().personId()).isEqualTo("other");
    assertThat(identity.refusal()).isEqualTo(Reason.NOT_ON_ROSTER);
  }

  @Test
  void pain21_personOutsideTheClass_isNotTakenForAPupilWhoLooksAlike() {
    Identity identity = RULE.decide(nearest(other(0.1), PUPIL), nearest(PUPIL));
    assertThat(identity.match().personId()).isEqualTo("other");
    assertThat(identity.refusal()).isEqualTo(Reason.NOT_ON_ROSTER);
  }

  @Test
  void stranger_isUnknown() {
    Identity identity = RULE.decide(nearest(other(0.8)), nearest(new Candidate("pupil", 0.9)));
    assertThat(identity.match().decision()).isEqualTo(Decision.UNKNOWN);
    assertThat(identity.refusal()).isNull();
    assertThat(RULE.decide(Nearest.NOBODY, Nearest.NOBODY).match().decision())
        .isEqualTo(Decision.UNKNOWN);
  }

  @Test
  void pain16_twinInAnotherClass_doesNotMakeThePupilAmbiguous_inTheSameClassDoes() {
    Candidate twin = new Candidate("twin", 0.29);
    Identity alone = RULE.decide(nearest(twin, PUPIL), nearest(PUPIL));
    assertThat(Objects.requireNonNull(alone.match().personId())).isEqualTo("pupil");
    Identity both = RULE.decide(nearest(twin, PUPIL), nearest(twin, PUPIL));
    assertThat(both.match().decision()).isEqualTo(Decision.AMBIGUOUS);
  }
}
