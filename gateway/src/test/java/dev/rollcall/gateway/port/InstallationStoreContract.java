package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.port.InstallationStore.Installation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every installation store does. */
public abstract class InstallationStoreContract {
  private Stores stores;
  private InstallationStore store;

  protected abstract Stores empty();

  @BeforeEach
  void open() {
    stores = empty();
    store = stores.installation();
  }

  @Test
  void installation_isThatOfTheFirstStart() {
    assertThat(store.find()).isEmpty();
    Installation first = new Installation(Faces.id(), new byte[] {1, 2});
    assertThat(store.createIfAbsent(first, Faces.NOW).id()).isEqualTo(first.id());
    assertThat(store.createIfAbsent(new Installation(Faces.id(), new byte[] {3}), Faces.NOW).id())
        .isEqualTo(first.id());
    assertThat(store.find().orElseThrow().keyCheck()).isEqualTo(new byte[] {1, 2});
  }

  @Test
  void keyCheck_isReplaced() {
    store.createIfAbsent(new Installation(Faces.id(), new byte[] {1}), Faces.NOW);
    store.replaceKeyCheck(new byte[] {9});
    assertThat(store.find().orElseThrow().keyCheck()).isEqualTo(new byte[] {9});
  }

  @Test
  void sealedRows_areThereWithTheFirstFace() {
    assertThat(store.holdsSealedRows()).isFalse();
    Person person = Faces.person("A");
    stores.people().add(Faces.SITE, person, List.of(Faces.shot(person, 1)), Faces.AUTHOR);
    assertThat(store.holdsSealedRows()).isTrue();
  }
}
