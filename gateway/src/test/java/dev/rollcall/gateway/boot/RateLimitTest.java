package dev.rollcall.gateway.boot;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.boot.Caller.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that lets each account ask only so often. */
final class RateLimitTest {
  private static final double A_SECOND = 2;

  @TempDir static Path data;

  private static final AheadClock clock = new AheadClock();
  private static RunningSite site;
  private static Caller owner;
  private static Caller other;

  @BeforeAll
  static void start() throws Exception {
    site = new RunningSite(data, A_SECOND, clock);
    owner = site.owner();
    other = site.user(owner, "admin").caller();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** Whatever was asked before counts no more. */
  @BeforeEach
  void wait_longEnough() {
    clock.putForward(Duration.ofMinutes(5));
  }

  @Test
  void callerWhoAsksTooOften_isToldHowLongToWait_andNobodyElseIs() throws Exception {
    List<Answer> refused = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Answer answer = owner.get("/api/v1/me");
      if (answer.status() != 200) {
        refused.add(answer);
      }
    }
    assertThat(refused).isNotEmpty();
    for (Answer answer : refused) {
      assertThat(answer.problem()).isEqualTo("429 too_many_requests");
      assertThat(answer.headers().get("retry-after")).isEqualTo("1");
      assertThat(answer.headers().get("x-request-id")).isNotEmpty();
    }
    assertThat(other.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(site.stranger().get("/health/live").status()).isEqualTo(200);
    clock.putForward(Duration.ofSeconds(1));
    assertThat(owner.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void strangers_areCountedByAddress() throws Exception {
    String last = "";
    for (int i = 0; i < 400 && !last.startsWith("429"); i++) {
      last = site.stranger().get("/api/v1/me").problem();
    }
    assertThat(last).isEqualTo("429 too_many_requests");
    assertThat(owner.get("/api/v1/me").status()).isEqualTo(200);
  }
}
