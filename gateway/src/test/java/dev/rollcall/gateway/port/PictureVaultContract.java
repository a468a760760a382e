package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every vault does. */
public abstract class PictureVaultContract {
  private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 1, 2};

  /** Ahead of the files' own clock by this much. */
  private Duration ahead = Duration.ZERO;

  protected final InstantSource clock = () -> Instant.now().plus(ahead);

  protected abstract PictureVault vault();

  @Test
  void picture_written_isReadAgain() {
    String id = Faces.id();
    vault().write(id, PICTURE);
    assertThat(vault().read(id).orElseThrow()).isEqualTo(PICTURE);
    vault().write(id, new byte[] {1});
    assertThat(vault().read(id).orElseThrow()).isEqualTo(new byte[] {1});
  }

  @Test
  void picture_deletedOrNeverThere_isEmpty() {
    String id = Faces.id();
    assertThat(vault().read(id)).isEmpty();
    vault().write(id, PICTURE);
    vault().delete(id);
    vault().delete(id);
    assertThat(vault().read(id)).isEmpty();
  }

  @Test
  void sweep_deletesWhatIsOldAndUnknown() {
    String known = Faces.id();
    String unknown = Faces.id();
    vault().write(known, PICTURE);
    vault().write(unknown, PICTURE);
    assertThat(vault().sweep(Duration.ofHours(1), ids -> Set.of())).isEqualTo(0);
    ahead = Duration.ofHours(2);
    Set<String> asked = new HashSet<>();
    int deleted =
        vault()
            .sweep(
                Duration.ofHours(1),
                ids -> {
                  asked.addAll(ids);
                  return Set.of(known);
                });
    assertThat(deleted).isEqualTo(1);
    assertThat(asked).containsExactly(known, unknown);
    assertThat(vault().read(known)).isPresent();
    assertThat(vault().read(unknown)).isEmpty();
  }

  @Test
  void sweep_ofAnEmptyVault_isNothing() {
    assertThat(vault().sweep(Duration.ZERO, ids -> ids)).isEqualTo(0);
  }
}
