package dev.rollcall.gateway.usecase;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.adapter.memory.MemoryAccounts;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.PasswordHasher;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String PASSWORD = "correct horse";
  private static final String HERE = "192.0.2.1";

  private static final PasswordHasher HASHER =
      new PasswordHasher() {
        @Override
        public String hash(String password) {
          return "{quick}" + password.hashCode();
        }

        @Override
        public boolean matches(String password, String hash) {
          return hash(password).equals(hash);
        }
      };

  private Instant now = Faces.NOW;
  private final AccountStore accounts = new MemoryAccounts();
  private final Identify identify = new Identify(accounts, () -> now);
  private final SignIn signIn =
      new SignIn(accounts, HASHER, new LoginThrottle(() -> now), () -> now, new Random(2));

  @BeforeEach
  void createAdmin() {
    assertThat(new FirstAccount(accounts, HASHER, () -> now, new Random(1)).create(PASSWORD))
        .isTrue();
  }

  private ProblemCode refusal(String username, String password) {
    return assertThrows(
            ProblemException.class, () -> signIn.login(username, password, HERE, "a browser"))
        .code();
  }

  @Test
  void login_rightPassword_isASessionForTwelveHours() {
    SignIn.Session session = signIn.login("admin", PASSWORD, HERE, "a browser");
    assertThat(identify.bySessionToken(session.token()).orElseThrow().username())
        .isEqualTo("admin");
    now = now.plus(Duration.ofHours(12));
    assertThat(identify.bySessionToken(session.token())).isEmpty();
  }

  @Test
  void login_wrongPasswordOrUser_isRefusedAlike() {
    assertThat(refusal("admin", "wrong")).isEqualTo(ProblemCode.WRONG_CREDENTIALS);
    assertThat(refusal("nobody", PASSWORD)).isEqualTo(ProblemCode.WRONG_CREDENTIALS);
    assertThat(refusal("admin", "x".repeat(10_000))).isEqualTo(ProblemCode.WRONG_CREDENTIALS);
  }

  @Test
  void failures_doubleTheDelay_upToEightSeconds() {
    assertThat(signIn.delayBefore("admin", HERE)).isEqualTo(Duration.ZERO);
    for (long millis : new long[] {250, 500, 1000, 2000, 4000, 8000, 8000}) {
      refusal("admin", "wrong");
      assertThat(signIn.delayBefore("admin", HERE)).isEqualTo(Duration.ofMillis(millis));
    }
    assertThat(signIn.delayBefore("admin", "192.0.2.2")).isEqualTo(Duration.ZERO);
    assertThat(signIn.delayBefore("other", HERE)).isEqualTo(Duration.ZERO);
  }

  @Test
  void delay_endsWithASuccessOrAQuietQuarterOfAnHour() {
    refusal("admin", "wrong");
    signIn.login("admin", PASSWORD, HERE, "a browser");
    assertThat(signIn.delayBefore("admin", HERE)).isEqualTo(Duration.ZERO);
    refusal("admin", "wrong");
    now = now.plus(Duration.ofMinutes(15)).plusMillis(1);
    assertThat(signIn.delayBefore("admin", HERE)).isEqualTo(Duration.ZERO);
  }

  @Test
  void logout_endsTheSession() {
    SignIn.Session session = signIn.login("admin", PASSWORD, HERE, "a browser");
    signIn.logout(session.token());
    assertThat(identify.bySessionToken(session.token())).isEmpty();
  }

  @Test
  void passwordChange_endsTheOtherSessions_andTheOldPassword() {
    SignIn.Session mine = signIn.login("admin", PASSWORD, HERE, "a browser");
    SignIn.Session other = signIn.login("admin", PASSWORD, HERE, "a browser");
    String account = identify.bySessionToken(mine.token()).orElseThrow().accountId();
    signIn.changePassword(account, PASSWORD, "a new password", mine.token(), HERE);
    assertThat(identify.bySessionToken(mine.token())).isPresent();
    assertThat(identify.bySessionToken(other.token())).isEmpty();
    assertThat(refusal("admin", PASSWORD)).isEqualTo(ProblemCode.WRONG_CREDENTIALS);
    signIn.login("admin", "a new password", HERE, "a browser");
  }

  @Test
  void passwordChange_withAWrongOrShortPassword_changesNothing() {
    SignIn.Session mine = signIn.login("admin", PASSWORD, HERE, "a browser");
    String account = identify.bySessionToken(mine.token()).orElseThrow().accountId();
    for (String[] words :
        new String[][] {{"wrong", "a new password"}, {PASSWORD, "short"}, {PASSWORD, ""}}) {
      ProblemException refused =
          assertThrows(
              ProblemException.class,
              () -> signIn.changePassword(account, words[0], words[1], mine.token(), HERE));
      assertThat(refused.code()).isEqualTo(ProblemCode.PASSWORD_UNSUITABLE);
    }
    signIn.login("admin", PASSWORD, HERE, "a browser");
  }
}
