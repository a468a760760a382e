package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.PasswordHasher;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a password must be, and whether one is right. */
public final class Passwords {
  private static final int LEAST_CHARACTERS = 10;
  private static final int MOST_CHARACTERS = 256;

  private final PasswordHasher hasher;
  private final String decoyHash;

  public Passwords(PasswordHasher hasher) {
    this.hasher = hasher;
    this.decoyHash = hasher.hash(Secret.create(""));
  }

  /** Costs the same whether there is such a user, and whether the user has a password. */
  boolean matches(@Nullable Account account, String password) {
    boolean plausible = password.length() <= MOST_CHARACTERS;
    boolean hasOne = account != null && !account.passwordHash().isEmpty();
    boolean right =
        hasher.matches(
            plausible ? password : "",
            account != null && hasOne ? account.passwordHash() : decoyHash);
    return right && plausible && hasOne;
  }

  /** The hash of a new one; throws PASSWORD_UNSUITABLE. */
  String hash(String field, String username, String next) {
    int length = next.codePointCount(0, next.length());
    if (length < LEAST_CHARACTERS || next.length() > MOST_CHARACTERS) {
      throw ProblemException.ofField(
          ProblemCode.PASSWORD_UNSUITABLE,
          field,
          "The new password needs %d to %d characters."
              .formatted(LEAST_CHARACTERS, MOST_CHARACTERS));
    }
    if (next.toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT))) {
      throw ProblemException.ofField(
          ProblemCode.PASSWORD_UNSUITABLE, field, "The password must not be the user name.");
    }
    return hasher.hash(next);
  }
}
