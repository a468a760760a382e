package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.access.Account;
import dev.rollcall.gateway.domain.access.ApiKey;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.access.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of accounts does. */
public abstract class AccountStoreContract {
  private static final Instant LATER = Faces.NOW.plus(Duration.ofHours(1));
  private static final String TOKEN = Secret.hash("token");
  private static final String OTHER_TOKEN = Secret.hash("other");

  private final Account admin = new Account(Faces.id(), "admin", "{hash}");
  private AccountStore accounts;

  protected abstract Stores empty();

  @BeforeEach
  void open() {
    accounts = empty().accounts();
    assertThat(accounts.addIfAbsent(admin, Faces.NOW)).isTrue();
  }

  @Test
  void account_added_isFoundByNameAndById() {
    assertThat(accounts.findByUsername("admin")).hasValue(admin);
    assertThat(accounts.find(admin.id())).hasValue(admin);
    assertThat(accounts.findByUsername("Admin")).isEmpty();
    assertThat(accounts.findByUsername("' OR '1'='1")).isEmpty();
    assertThat(accounts.find(Faces.id())).isEmpty();
  }

  @Test
  void account_ofANameThatIsThere_isNotAdded() {
    assertThat(accounts.addIfAbsent(new Account(Faces.id(), "admin", "{other}"), Faces.NOW))
        .isFalse();
    assertThat(accounts.findByUsername("admin")).hasValue(admin);
  }

  @Test
  void session_isGoodUntilItsEnd() {
    accounts.addSession(TOKEN, admin.id(), Faces.NOW, LATER);
    assertThat(accounts.bySession(TOKEN, LATER.minusMillis(1)))
        .hasValue(new Principal(admin.id(), "admin", Principal.Means.SESSION, LATER));
    assertThat(accounts.bySession(TOKEN, LATER)).isEmpty();
    assertThat(accounts.bySession(OTHER_TOKEN, Faces.NOW)).isEmpty();
  }

  @Test
  void session_ended_isGone() {
    accounts.addSession(TOKEN, admin.id(), Faces.NOW, LATER);
    accounts.endSession(TOKEN);
    accounts.endSession(TOKEN);
    assertThat(accounts.bySession(TOKEN, Faces.NOW)).isEmpty();
  }

  @Test
  void sessionsThatAreOver_areForgotten_theOthersNot() {
    accounts.addSession(TOKEN, admin.id(), Faces.NOW, LATER);
    accounts.addSession(OTHER_TOKEN, admin.id(), Faces.NOW, LATER.plusSeconds(1));
    accounts.removeExpiredSessions(LATER);
    assertThat(accounts.bySession(TOKEN, Faces.NOW)).isEmpty();
    assertThat(accounts.bySession(OTHER_TOKEN, Faces.NOW)).isPresent();
  }

  @Test
  void passwordChange_endsEveryOtherSession() {
    accounts.addSession(TOKEN, admin.id(), Faces.NOW, LATER);
    accounts.addSession(OTHER_TOKEN, admin.id(), Faces.NOW, LATER);
    accounts.changePassword(admin.id(), "{new}", TOKEN);
    assertThat(accounts.find(admin.id()).orElseThrow().passwordHash()).isEqualTo("{new}");
    assertThat(accounts.bySession(TOKEN, Faces.NOW)).isPresent();
    assertThat(accounts.bySession(OTHER_TOKEN, Faces.NOW)).isEmpty();
  }

  @Test
  void key_isListedAndOpensUntilItIsRemoved() {
    ApiKey older = new ApiKey(Faces.id(1), "door", Faces.NOW);
    ApiKey newer = new ApiKey(Faces.id(2), "باب 🚪", Faces.NOW);
    accounts.addKey(older, admin.id(), Secret.hash("older"));
    accounts.addKey(newer, admin.id(), Secret.hash("newer"));
    assertThat(accounts.keysOf(admin.id())).containsExactly(newer, older).inOrder();
    assertThat(accounts.byKey(Secret.hash("older")))
        .hasValue(new Principal(admin.id(), "admin", Principal.Means.API_KEY, null));
    assertThat(accounts.removeKey(Faces.id(), older.id())).isFalse();
    assertThat(accounts.removeKey(admin.id(), older.id())).isTrue();
    assertThat(accounts.removeKey(admin.id(), older.id())).isFalse();
    assertThat(accounts.byKey(Secret.hash("older"))).isEmpty();
    assertThat(accounts.byKey(Secret.hash("newer"))).isPresent();
  }
}
