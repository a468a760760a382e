package dev.rollcall.gateway.domain.audit;

import static com.google.common.truth.Truth.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00.123Z");

  private static String hash(Deed deed) {
    return AuditChain.hash(AuditChain.BEGINNING, "o", 1, deed);
  }

  @Test
  void hash_isTheOneWrittenDown() {
    assertThat(hash(Deed.of("a", "b", AT, "c").with("d", "e")))
        .isEqualTo("cbdc7e66e0b00b82ddbad900394ec32f43135f9ef23911d309a088f31f13a411");
  }

  @Test
  void hash_changesWithEachField() {
    Deed deed = Deed.of("a", "b", AT, "c").with("d", "e");
    assertThat(
            List.of(
                hash(deed),
                hash(Deed.of("x", "b", AT, "c").with("d", "e")),
                hash(Deed.of("a", "x", AT, "c").with("d", "e")),
                hash(Deed.of("a", "b", AT.plusMillis(1), "c").with("d", "e")),
                hash(Deed.of("a", "b", AT, "x").with("d", "e")),
                hash(Deed.of("a", "b", AT).with("d", "e")),
                hash(Deed.of("a", "b", AT, "c").with("d", "x")),
                hash(Deed.of("a", "b", AT, "c").with("x", "e")),
                AuditChain.hash(AuditChain.BEGINNING, "x", 1, deed),
                AuditChain.hash(AuditChain.BEGINNING, "o", 2, deed),
                AuditChain.hash("1".repeat(64), "o", 1, deed)))
        .containsNoDuplicates();
  }

  @Property
  void textsThatMeetAtAnotherPlace_areAnotherEntry(
      @ForAll String one, @ForAll String two, @ForAll String three) {
    Deed left = new Deed(one + two, three, List.of(), Map.of(), AT);
    Deed right = new Deed(one, two + three, List.of(), Map.of(), AT);
    assertThat(hash(left).equals(hash(right))).isEqualTo(left.equals(right));
  }
}
