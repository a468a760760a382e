package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Authorisation;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Role;
import dev.rollcall.gateway.domain.access.Secret;
import dev.rollcall.gateway.domain.access.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of accounts does. */
public abstract class AccountStoreContract {
  private static final Instant LATER = Faces.NOW.plus(Duration.ofHours(1));
  private static final String SESSION_ID = Faces.id();
  private static final String TOKEN = Secret.hash("token");
  private static final String OTHER_TOKEN = Secret.hash("other");

  private final Account admin = account("admin", "{hash}");
  private AccountStore accounts;

  private static Account account(String username, String passwordHash) {
    return Account.create(Faces.id(), Faces.SITE, username, passwordHash, Role.OWNER, Faces.NOW);
  }

  private Session session(Instant expiresAt) {
    return new Session(
        expiresAt.equals(LATER) ? SESSION_ID : Faces.id(),
        admin.id(),
        Faces.NOW,
        Faces.NOW,
        expiresAt,
        "a browser");
  }

  private Principal principal(
      Principal.Means means, String credentialId, @Nullable Instant expiresAt) {
    return new Principal(
        admin.id(),
        "admin",
        Faces.SITE,
        Role.OWNER,
        Authorisation.of(Role.OWNER),
        Set.of(),
        null,
        means,
        credentialId,
        expiresAt,
        false);
  }

  protected abstract Stores empty();

  @BeforeEach
  void open() {
    accounts = empty().accounts();
    assertThat(accounts.addIfAbsent(admin)).isTrue();
  }

  @Test
  void account_added_isFoundByNameAndById() {
    assertThat(accounts.findByUsername("admin")).hasValue(admin);
    assertThat(accounts.find(admin.id())).hasValue(admin);
    assertThat(accounts.findByUsername("Admin")).isEmpty();
    assertThat(accounts.findByUsername("admin ")).isEmpty();
    assertThat(accounts.findByUsername("' OR '1'='1")).isEmpty();
    assertThat(accounts.find(Faces.id())).isEmpty();
  }

  @Test
  void account_ofANameThatIsThere_isNotAdded() {
    assertThat(accounts.addIfAbsent(account("admin", "{other}"))).isFalse();
    assertThat(accounts.findByUsername("admin")).hasValue(admin);
  }

  @Test
  void session_isGoodUntilItsEnd() {
    accounts.addSession(TOKEN, session(LATER));
    assertThat(accounts.bySession(TOKEN, LATER.minusMillis(1)))
        .hasValue(principal(Principal.Means.SESSION, SESSION_ID, LATER));
    assertThat(accounts.bySession(TOKEN, LATER)).isEmpty();
    assertThat(accounts.bySession(OTHER_TOKEN, Faces.NOW)).isEmpty();
  }

  @Test
  void session_ended_isGone() {
    accounts.addSession(TOKEN, session(LATER));
    assertThat(accounts.endSession(Faces.id(), SESSION_ID)).isFalse();
    assertThat(accounts.bySession(TOKEN, Faces.NOW)).isPresent();
    assertThat(accounts.endSession(admin.id(), SESSION_ID)).isTrue();
    assertThat(accounts.endSession(admin.id(), SESSION_ID)).isFalse();
    assertThat(accounts.bySession(TOKEN, Faces.NOW)).isEmpty();
  }

  @Test
  void sessionsThatAreOver_areForgotten_theOthersNot() {
    accounts.addSession(TOKEN, session(LATER));
    accounts.addSession(OTHER_TOKEN, session(LATER.plusSeconds(1)));
    accounts.removeExpiredSessions(LATER);
    assertThat(accounts.bySession(TOKEN, Faces.NOW)).isEmpty();
    assertThat(accounts.bySession(OTHER_TOKEN, Faces.NOW)).isPresent();
  }

  @Test
  void passwordChange_endsEveryOtherSession() {
    accounts.addSession(TOKEN, session(LATER));
    accounts.addSession(OTHER_TOKEN, session(LATER.plusSeconds(1)));
    accounts.changePassword(admin.id(), "{new}", TOKEN);
    assertThat(accounts.find(admin.id()).orElseThrow().passwordHash()).isEqualTo("{new}");
    assertThat(accounts.bySession(TOKEN, Faces.NOW)).isPresent();
    assertThat(accounts.bySession(OTHER_TOKEN, Faces.NOW)).isEmpty();
  }

  @Test
  void key_isListedAndOpensUntilItIsRemoved() {
    ApiKey older = new ApiKey(Faces.id(1), "door", null, Faces.NOW, null, null);
    ApiKey newer =
        new ApiKey(Faces.id(2), "باب 🚪", Set.of(Permission.CHECK_IN), Faces.NOW, LATER, null);
    accounts.addKey(older, admin.id(), Secret.hash("older"));
    accounts.addKey(newer, admin.id(), Secret.hash("newer"));
    assertThat(accounts.keysOf(admin.id())).containsExactly(newer, older).inOrder();
    assertThat(accounts.byKey(Secret.hash("older"), Faces.NOW))
        .hasValue(principal(Principal.Means.API_KEY, older.id(), null));
    assertThat(accounts.removeKey(Faces.id(), older.id())).isFalse();
    assertThat(accounts.removeKey(admin.id(), older.id())).isTrue();
    assertThat(accounts.removeKey(admin.id(), older.id())).isFalse();
    assertThat(accounts.byKey(Secret.hash("older"), Faces.NOW)).isEmpty();
    assertThat(accounts.byKey(Secret.hash("newer"), Faces.NOW)).isPresent();
  }
}
