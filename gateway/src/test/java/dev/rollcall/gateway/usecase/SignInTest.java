package dev.rollcall.gateway.usecase;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.io.BaseEncoding;
import dev.rollcall.gateway.adapter.memory.MemoryAccounts;
import dev.rollcall.gateway.adapter.memory.MemoryAudit;
import dev.rollcall.gateway.adapter.memory.MemoryLoginFailures;
import dev.rollcall.gateway.adapter.memory.MemorySecondFactors;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Totp;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.PasswordHasher;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String PASSWORD = "correct horse";
  private static final String HERE = "192.0.2.1";

  private int hashesCompared;
  private final PasswordHasher hasher =
      new PasswordHasher() {
        @Override
        public String hash(String password) {
          return "{quick}" + password.hashCode();
        }

        @Override
        public boolean matches(String password, String hash) {
          hashesCompared++;
          return hash(password).equals(hash);
        }
      };

  private Instant now = Faces.NOW;
  private final MemoryAccounts accounts = new MemoryAccounts();
  private final Identify identify = new Identify(accounts, () -> now);
  private final MemoryAudit audit = new MemoryAudit();
  private final Passwords passwords = new Passwords(hasher);
  private final SecondFactor secondFactor =
      new SecondFactor(
          new MemorySecondFactors(accounts),
          accounts,
          passwords,
          audit,
          () -> now,
          new SecureRandom());
  private final SignIn signIn =
      new SignIn(
          accounts,
          passwords,
          new LoginGuard(new MemoryLoginFailures(), () -> now),
          secondFactor,
          audit,
          () -> now,
          new Random(2));

  @BeforeEach
  void createAdmin() {
    assertThat(new FirstAccount(accounts, hasher, () -> now, new Random(1)).create(PASSWORD))
        .isTrue();
  }

  private SignIn.Started login(String username, String password, @Nullable String code) {
    signIn.begin(username, HERE);
    return signIn.login(username, password, code, new SignIn.Caller(HERE, "a browser"));
  }

  private SignIn.Started login(String username, String password) {
    return login(username, password, null);
  }

  private ProblemCode refusal(String username, String password, @Nullable String code) {
    return assertThrows(ProblemException.class, () -> login(username, password, code)).code();
  }

  private ProblemCode refusal(String username, String password) {
    return refusal(username, password, null);
  }

  private Principal principal(SignIn.Started session) {
    return identify.bySessionToken(session.token()).orElseThrow();
  }

  @Test
  void login_rightPassword_isASessionForTwelveHours() {
    SignIn.Started session = login("admin", PASSWORD);
    assertThat(principal(session).username()).isEqualTo("admin");
    assertThat(audit.actions()).containsExactly("session.started");
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
  void login_ofAnUnknownUser_costsAHashLikeAnyOther() {
    int before = hashesCompared;
    refusal("admin", "wrong");
    int known = hashesCompared - before;
    refusal("nobody", "wrong");
    assertThat(hashesCompared - before).isEqualTo(2 * known);
  }

  @Test
  void failures_doubleTheDelay_upToEightSeconds_andThenLockOut() {
    for (long millis : new long[] {0, 250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000}) {
      assertThat(signIn.begin("admin", HERE)).isEqualTo(Duration.ofMillis(millis));
    }
    for (int i = 0; i < 3; i++) {
      ProblemException locked =
          assertThrows(ProblemException.class, () -> signIn.begin("admin", HERE));
      assertThat(locked.code()).isEqualTo(ProblemCode.LOCKED_OUT);
      assertThat(locked.retryAfter()).hasValue(Duration.ofMinutes(15));
    }
    assertThat(signIn.begin("admin", "192.0.2.2")).isEqualTo(Duration.ZERO);
    assertThat(signIn.begin("other", HERE)).isEqualTo(Duration.ZERO);
    now = now.plus(Duration.ofMinutes(15)).plusMillis(1);
    login("admin", PASSWORD);
  }

  @Test
  void guessing_fromManyAddresses_slowsTheNameDown_andLocksNobodyOut() {
    for (int i = 0; i < 40; i++) {
      assertThat(signIn.begin("admin", "198.51.100." + i)).isEqualTo(Duration.ZERO);
    }
    assertThat(signIn.begin("admin", HERE)).isEqualTo(LoginGuard.LONGEST);
    signIn.login("admin", PASSWORD, null, new SignIn.Caller(HERE, ""));
  }

  @Test
  void blanksBehindAName_buyNoMoreGuesses() {
    for (int i = 0; i < 10; i++) {
      signIn.begin("admin" + " ".repeat(i), HERE);
    }
    ProblemException locked =
        assertThrows(ProblemException.class, () -> signIn.begin("admin  ", HERE));
    assertThat(locked.code()).isEqualTo(ProblemCode.LOCKED_OUT);
    signIn.login(" admin ", PASSWORD, null, new SignIn.Caller(HERE, "a phone's keyboard"));
    assertThat(signIn.begin("admin", HERE)).isEqualTo(Duration.ZERO);
  }

  @Test
  void codes_areCountedByTheAccount_whereverTheyComeFrom() {
    byte[] secret = turnOnSecondFactor(principal(login("admin", PASSWORD)));
    for (int i = 0; i < 10; i++) {
      SignIn.Caller there = new SignIn.Caller("198.51.100." + i, "");
      assertThat(
              assertThrows(
                      ProblemException.class,
                      () -> signIn.login("admin", PASSWORD, "000000", there))
                  .code())
          .isEqualTo(ProblemCode.SECOND_FACTOR_WRONG);
    }
    String code = Totp.code(secret, Totp.step(now));
    assertThat(refusal("admin", PASSWORD, code)).isEqualTo(ProblemCode.LOCKED_OUT);
    assertThat(refusal("admin", "wrong", code)).isEqualTo(ProblemCode.WRONG_CREDENTIALS);
    now = now.plus(Duration.ofMinutes(15)).plusMillis(1);
    login("admin", PASSWORD, Totp.code(secret, Totp.step(now)));
  }

  @Test
  void success_forgetsTheFailures() {
    refusal("admin", "wrong");
    refusal("admin", "wrong");
    login("admin", PASSWORD);
    assertThat(signIn.begin("admin", HERE)).isEqualTo(Duration.ZERO);
  }

  private byte[] turnOnSecondFactor(Principal principal) {
    byte[] secret = BaseEncoding.base32().decode(secondFactor.begin(principal).secret());
    secondFactor.confirm(principal, Totp.code(secret, Totp.step(now)));
    now = now.plusSeconds(30);
    return secret;
  }

  @Test
  void secondFactor_isAskedForAfterTheRightPasswordAlone_andACodeCountsOnce() {
    byte[] secret = turnOnSecondFactor(principal(login("admin", PASSWORD)));
    assertThat(refusal("admin", "wrong")).isEqualTo(ProblemCode.WRONG_CREDENTIALS);
    assertThat(refusal("admin", PASSWORD)).isEqualTo(ProblemCode.SECOND_FACTOR_REQUIRED);
    assertThat(refusal("admin", PASSWORD, "000000")).isEqualTo(ProblemCode.SECOND_FACTOR_WRONG);
    String code = Totp.code(secret, Totp.step(now));
    login("admin", PASSWORD, code);
    assertThat(refusal("admin", PASSWORD, code)).isEqualTo(ProblemCode.SECOND_FACTOR_WRONG);
    String before = Totp.code(secret, Totp.step(now) - 1);
    assertThat(refusal("admin", PASSWORD, before)).isEqualTo(ProblemCode.SECOND_FACTOR_WRONG);
    now = now.plusSeconds(30);
    login("admin", PASSWORD, Totp.code(secret, Totp.step(now)));
  }

  @Test
  void recoveryCode_countsOnce_howeverItIsTyped() {
    Principal admin = principal(login("admin", PASSWORD));
    byte[] secret = BaseEncoding.base32().decode(secondFactor.begin(admin).secret());
    List<String> codes = secondFactor.confirm(admin, Totp.code(secret, Totp.step(now)));
    assertThat(codes).hasSize(10);
    login("admin", PASSWORD, codes.get(0).toUpperCase(Locale.ROOT).replace("-", " "));
    assertThat(refusal("admin", PASSWORD, codes.get(0))).isEqualTo(ProblemCode.SECOND_FACTOR_WRONG);
    login("admin", PASSWORD, codes.get(1));
  }

  @Test
  void secondFactor_cannotBeSetUpAnew_withoutThePassword() {
    Principal admin = principal(login("admin", PASSWORD));
    turnOnSecondFactor(admin);
    assertThrows(ProblemException.class, () -> secondFactor.begin(admin));
    assertThrows(ProblemException.class, () -> secondFactor.end(admin, "wrong"));
    secondFactor.end(admin, PASSWORD);
    login("admin", PASSWORD);
  }

  @Test
  void logout_endsTheSession() {
    SignIn.Started session = login("admin", PASSWORD);
    Principal admin = principal(session);
    signIn.logout(admin);
    assertThat(identify.bySessionToken(session.token())).isEmpty();
    assertThat(audit.actions()).containsExactly("session.started", "sessions.ended").inOrder();
    signIn.logout(admin);
    assertThat(audit.actions()).hasSize(2);
  }

  @Test
  void sessionsThatAreEndedElsewhere_standInTheLog() {
    Principal first = principal(login("admin", PASSWORD));
    Principal second = principal(login("admin", PASSWORD));
    signIn.endSession(first, second.credentialId());
    login("admin", PASSWORD);
    signIn.endOtherSessions(first);
    assertThat(audit.actions())
        .containsExactly(
            "session.started",
            "session.started",
            "sessions.ended",
            "session.started",
            "sessions.ended")
        .inOrder();
    assertThat(signIn.sessions(first)).hasSize(1);
  }

  @Test
  void passwordChange_endsTheOtherSessions_andTheOldPassword() {
    SignIn.Started mine = login("admin", PASSWORD);
    SignIn.Started other = login("admin", PASSWORD);
    Principal account = principal(mine);
    signIn.changePassword(account, PASSWORD, "a new password", mine.token(), HERE);
    assertThat(identify.bySessionToken(mine.token())).isPresent();
    assertThat(identify.bySessionToken(other.token())).isEmpty();
    assertThat(refusal("admin", PASSWORD)).isEqualTo(ProblemCode.WRONG_CREDENTIALS);
    login("admin", "a new password");
  }

  @Test
  void passwordChange_withAWrongOrShortPassword_changesNothing() {
    SignIn.Started mine = login("admin", PASSWORD);
    Principal account = principal(mine);
    for (String[] words :
        new String[][] {{"wrong", "a new password"}, {PASSWORD, "short"}, {PASSWORD, ""}}) {
      ProblemException refused =
          assertThrows(
              ProblemException.class,
              () -> signIn.changePassword(account, words[0], words[1], mine.token(), HERE));
      assertThat(refused.code()).isEqualTo(ProblemCode.PASSWORD_UNSUITABLE);
    }
    login("admin", PASSWORD);
  }
}
