package dev.rollcall.gateway.http;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class CallerAddressTest {
  @Test
  void addressesOfOneIpv6Network_areOneCaller() {
    String one = CallerAddress.network("2001:db8:1:2::1");
    assertThat(one).isEqualTo("2001:db8:1:2:0:0:0:0/64");
    assertThat(CallerAddress.network("2001:db8:1:2:ffff:ffff:ffff:ffff")).isEqualTo(one);
    assertThat(CallerAddress.network("2001:0db8:0001:0002:0:0:0:7%eth0")).isEqualTo(one);
    assertThat(CallerAddress.network("2001:db8:1:3::1")).isNotEqualTo(one);
  }

  @Test
  void ipv4Addresses_areEachACaller_howeverTheyAreWritten() {
    assertThat(CallerAddress.network("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(CallerAddress.network("::ffff:192.0.2.1"))
        .isNotEqualTo(CallerAddress.network("::ffff:192.0.2.2"));
  }

  @Test
  void whatIsNoAddress_staysAsItIs() {
    assertThat(CallerAddress.network("a socket")).isEqualTo("a socket");
    assertThat(CallerAddress.of(null)).isEmpty();
  }
}
