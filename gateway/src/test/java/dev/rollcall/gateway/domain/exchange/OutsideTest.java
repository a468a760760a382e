package dev.rollcall.gateway.domain.exchange;

import static com.google.common.truth.Truth.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes from outside and goes there: paths, cells, addresses, messages. */
class OutsideTest {
  @Test
  void path_ofAPicture_saysWhomItShows() {
    assertThat(PicturePath.keys("4711.jpg")).containsExactly("4711");
    assertThat(PicturePath.keys("photos/4711_2.jpg")).containsAtLeast("4711_2", "4711", "photos");
    assertThat(PicturePath.keys("4b/Ada Lovelace/1.jpg")).contains("Ada Lovelace");
    assertThat(PicturePath.keys("Aaron_Eckhart/Aaron_Eckhart_0001.jpg")).contains("Aaron Eckhart");
    assertThat(PicturePath.keys("Ada (2).png")).contains("Ada");
    assertThat(PicturePath.newName("4b/Ada Lovelace/IMG_0001.jpg")).isEqualTo("Ada Lovelace");
    assertThat(PicturePath.newName("class/Ada_Lovelace.jpg")).isEqualTo("Ada Lovelace");
  }

  @Test
  void path_ofEndlessUnderscores_takesNoTime() {
    String name = "_".repeat(60_000) + "x";
    assertThat(PicturePath.keys(name + ".jpg")).contains(name);
    assertThat(PicturePath.newName(name + ".jpg")).isEqualTo("x");
  }

  @Test
  void sentence_thatRepeatsALongCell_isShort() {
    String endless = "\ud83d\ude00".repeat(100_000);
    RowResult failed = RowResult.failed("x", endless, endless);
    for (String text :
        List.of(
            String.valueOf(failed.detail()),
            String.valueOf(failed.column()),
            new ImportJob.Trouble("x", endless).detail())) {
      assertThat(text.length()).isAtMost(1000);
      assertThat(text).endsWith("\ude00\u2026");
    }
    assertThat(RowResult.failed("x", "short", null).detail()).isEqualTo("short");
  }

  @Test
  void path_thatLeadsOut_orIsClutter_isKnown() {
    for (String path :
        List.of("../x.jpg", "a/../../x.jpg", "/etc/x.jpg", "C:\\x.jpg", "a\\..\\x")) {
      assertThat(PicturePath.leadsOut(path)).isTrue();
    }
    assertThat(PicturePath.leadsOut("a/b..c/x.jpg")).isFalse();
    for (String path : List.of("__MACOSX/._a.jpg", "a/.DS_Store", "a/Thumbs.db")) {
      assertThat(PicturePath.isClutter(path)).isTrue();
    }
  }

  @Test
  void formula_isDefused_andComesBack() {
    for (String text : List.of("=1+1", "+49 30", "-3", "@x", "\tx")) {
      assertThat(Formula.defused(text)).isEqualTo("'" + text);
      assertThat(Formula.restored(Formula.defused(text))).isEqualTo(text);
    }
    assertThat(Formula.defused("O'Neill")).isEqualTo("O'Neill");
    assertThat(Formula.restored("'s-Gravenhage")).isEqualTo("'s-Gravenhage");
  }

  @Test
  void innerAddress_isKnown_inEveryDisguise() throws UnknownHostException {
    for (String inner :
        List.of(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "2001:db8::1",
            "2001::1")) {
      assertThat(InnerAddress.is(InetAddress.getByName(inner))).isTrue();
    }
    for (String outer : List.of("1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111")) {
      assertThat(InnerAddress.is(InetAddress.getByName(outer))).isFalse();
    }
  }

  @Test
  void backoff_grows_andEnds() {
    assertThat(Backoff.after(1)).hasValue(Duration.ofSeconds(30));
    assertThat(Backoff.after(6)).hasValue(Duration.ofHours(24));
    assertThat(Backoff.after(7)).isEmpty();
  }

  /** Worked out with {@code printf '1700000000.{}' | openssl dgst -sha256 -hmac secret}. */
  @Test
  void signature_isHmacOverTimeAndBody() {
    assertThat(WebhookSignature.of("secret", Instant.ofEpochSecond(1_700_000_000), "{}"))
        .isEqualTo(
            "t=1700000000,v1=b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163");
  }
}
