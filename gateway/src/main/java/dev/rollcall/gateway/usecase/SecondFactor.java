package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.access.Totp;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.SecondFactorStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Codes of an app beside the password, and recovery codes for whoever loses the app. */
public final class SecondFactor {
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_CHARACTERS = 12;
  private static final String ISSUER = "Rollcall";

  /** Without those that look like another; 31 to the 12th is more than anybody can try. */
  private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

  private final SecondFactorStore factors;
  private final AccountStore accounts;
  private final Passwords passwords;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SecureRandom random;

  public SecondFactor(
      SecondFactorStore factors,
      AccountStore accounts,
      Passwords passwords,
      AuditLog audit,
      InstantSource clock,
      SecureRandom random) {
    this.factors = factors;
    this.accounts = accounts;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /** What an app needs to know. */
  public record Begun(String secret, String uri) {
    @Override
    public String toString() {
      return "Begun";
    }
  }

  /** A new secret; it counts once a code has confirmed it. Throws SECOND_FACTOR_ON. */
  public Begun begin(Principal principal) {
    byte[] secret = Totp.secret(random);
    if (!factors.begin(principal.accountId(), secret)) {
      throw new ProblemException(
          ProblemCode.SECOND_FACTOR_ON,
          "The second factor is on. Take it off first to set it up anew.");
    }
    return new Begun(Totp.base32(secret), Totp.uri(secret, ISSUER, principal.username()));
  }

  /** Turns it on; the recovery codes are known to the answer alone. */
  public List<String> confirm(Principal principal, String code) {
    SecondFactorStore.Stored stored =
        factors
            .find(principal.accountId())
            .filter(found -> !found.on())
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemCode.SECOND_FACTOR_OFF,
                        "No second factor waits to be confirmed. Ask for a secret first."));
    OptionalLong step = Totp.stepOf(stored.secret(), code, clock.instant());
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      codes.add(recoveryCode());
    }
    if (step.isEmpty()
        || !factors.confirm(
            principal.accountId(),
            step.getAsLong(),
            codes.stream().map(SecondFactor::hash).toList())) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "code",
          "The code is not right. Type the one that the app shows now, and check its clock.");
    }
    audit.append(
        principal.organisationId(),
        Deed.of(principal.accountId(), "second_factor.on", clock.instant(), principal.accountId()));
    return codes;
  }

  private String recoveryCode() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < RECOVERY_CHARACTERS; i++) {
      code.append(i > 0 && i % 4 == 0 ? "-" : "");
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  private static String hash(String recoveryCode) {
    return Secret.hash(recoveryCode.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
  }

  /** True for a code of now that was not used yet, and for a recovery code, once. */
  boolean accepts(String accountId, String code) {
    SecondFactorStore.Stored stored = factors.find(accountId).orElse(null);
    if (stored == null || !stored.on()) {
      return false;
    }
    OptionalLong step = Totp.stepOf(stored.secret(), code, clock.instant());
    return step.isPresent()
        ? factors.useStep(accountId, step.getAsLong())
        : factors.useRecoveryCode(accountId, hash(code));
  }

  /** Takes it off, for who knows the password. */
  public void end(Principal principal, String password) {
    Account account = accounts.find(principal.accountId()).orElseThrow();
    if (!passwords.matches(account, password)) {
      throw ProblemException.ofField(
          ProblemCode.PASSWORD_UNSUITABLE, "password", "The password is wrong.");
    }
    end(account, principal.accountId());
  }

  /** Takes it off for an administrator. */
  void end(Account account, String actorId) {
    factors.end(account.id());
    audit.append(
        account.organisationId(),
        Deed.of(actorId, "second_factor.off", clock.instant(), account.id()));
  }
}
