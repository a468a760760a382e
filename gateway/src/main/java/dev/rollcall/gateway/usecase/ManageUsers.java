package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.audit.Deed;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.AccountStore;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.usecase.UserRights.Rights;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users of an organisation. A user of another one is USER_NOT_FOUND. */
public final class ManageUsers {
  private static final int MOST_NAME_CHARACTERS = 100;

  private final AccountStore accounts;
  private final Passwords passwords;
  private final UserRights rights;
  private final SecondFactor secondFactor;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Random random;

  public ManageUsers(
      AccountStore accounts,
      Passwords passwords,
      UserRights rights,
      SecondFactor secondFactor,
      AuditLog audit,
      InstantSource clock,
      Random random) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.rights = rights;
    this.secondFactor = secondFactor;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  public Page<Account> list(Principal actor, int limit, Optional<String> cursor, String text) {
    if (cursor.isPresent() && !Ulid.looksLike(cursor.get())) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "cursor",
          "The cursor is not one that a page gave. Leave it out.");
    }
    return accounts.list(actor.organisationId(), limit, cursor, text);
  }

  public Account get(Principal actor, String id) {
    return Optional.of(id)
        .filter(Ulid::looksLike)
        .flatMap(known -> accounts.find(actor.organisationId(), known))
        .orElseThrow(ManageUsers::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.USER_NOT_FOUND, "There is no user of this id. Look at the list of users.");
  }

  /** A user whose first password has to be changed at the first login. */
  public Account create(Principal actor, String username, String password, Rights wanted) {
    rights.require(actor, wanted);
    String name = username(username);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Account account =
        new Account(
            Ulid.at(now, random),
            actor.organisationId(),
            name,
            wanted.email(),
            passwords.hash("password", name, password),
            wanted.role(),
            wanted.groupIds(),
            wanted.personId(),
            false,
            true,
            false,
            now,
            null,
            0);
    if (!accounts.addIfAbsent(account)) {
      throw nameTaken();
    }
    audit.append(
        actor.organisationId(),
        Deed.of(actor.accountId(), "user.created", now, account.id())
            .with("role", account.role().word()));
    return account;
  }

  /** Rights as they are typed. */
  public static Rights rights(
      @Nullable String email, String role, Set<String> groupIds, @Nullable String personId) {
    return new Rights(UserRights.address(email), UserRights.role(role), groupIds, personId);
  }

  static String username(String typed) {
    return PersonName.parse("username", typed, MOST_NAME_CHARACTERS);
  }

  static ProblemException nameTaken() {
    return ProblemException.ofField(
        ProblemCode.USERNAME_TAKEN, "username", "Somebody has this user name. Choose another.");
  }

  /**
   * What to change; null leaves it.
   *
   * @param changesEmail whether {@code email} counts; null then takes it away
   * @param changesPerson whether {@code personId} counts; null then takes it away
   */
  public record Change(
      boolean changesEmail,
      @Nullable String email,
      @Nullable String role,
      @Nullable Set<String> groupIds,
      boolean changesPerson,
      @Nullable String personId,
      @Nullable Boolean disabled) {}

  /** Holds in running sessions at once; who is disabled loses them. */
  public Account change(Principal actor, String id, OptionalLong version, Change change) {
    Account before = get(actor, id);
    UserRights.requireOver(actor, before.role());
    Account wanted = applied(before, change);
    rights.require(
        actor, new Rights(wanted.email(), wanted.role(), wanted.groupIds(), wanted.personId()));
    Account after =
        done(
            accounts.change(
                actor.organisationId(),
                id,
                version.isPresent() ? version : OptionalLong.of(before.version()),
                account -> applied(account, change),
                Deed.of(actor.accountId(), "user.changed", clock.instant(), id)
                    .with("role", wanted.role().word())
                    .with("disabled", wanted.disabled())));
    if (after.disabled()) {
      accounts.endSessions(id, null);
    }
    return after;
  }

  /** Groups of who is no manager any more are taken along. */
  private static Account applied(Account before, Change change) {
    Role role = change.role() == null ? before.role() : UserRights.role(change.role());
    Set<String> kept = role == Role.MANAGER ? before.groupIds() : Set.of();
    return before.withRights(
        change.changesEmail() ? UserRights.address(change.email()) : before.email(),
        role,
        change.groupIds() == null ? kept : change.groupIds(),
        change.changesPerson() ? change.personId() : before.personId(),
        change.disabled() == null ? before.disabled() : change.disabled());
  }

  private static Account done(AccountStore.Changed changed) {
    Account account = changed.account();
    if (account != null) {
      return account;
    }
    throw switch (changed.outcome()) {
      case OTHER_VERSION ->
          new ProblemException(
              ProblemCode.CHANGED_MEANWHILE,
              "Somebody changed this user since you read it. Read it again, then change it.");
      case LAST_OWNER ->
          new ProblemException(
              ProblemCode.LAST_OWNER, "This is the last owner. Make somebody else an owner first.");
      case NOT_FOUND, DONE -> notFound();
    };
  }

  public void delete(Principal actor, String id, OptionalLong version) {
    UserRights.requireOver(actor, get(actor, id).role());
    done(
        accounts.remove(
            actor.organisationId(),
            id,
            version,
            Deed.of(actor.accountId(), "user.deleted", clock.instant(), id)));
  }

  public void endSessions(Principal actor, String id) {
    UserRights.requireOver(actor, get(actor, id).role());
    accounts.endSessions(id, null);
    audit.append(
        actor.organisationId(), Deed.of(actor.accountId(), "sessions.ended", clock.instant(), id));
  }

  /** For who has lost app and recovery codes. */
  public void endSecondFactor(Principal actor, String id) {
    Account account = get(actor, id);
    UserRights.requireOver(actor, account.role());
    secondFactor.end(account, actor.accountId());
  }
}
