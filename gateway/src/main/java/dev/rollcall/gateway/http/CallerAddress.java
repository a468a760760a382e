package dev.rollcall.gateway.http;

import com.google.common.net.InetAddresses;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where callers are, as far as it is counted who asks too often. */
final class CallerAddress {
  /** The first half of an IPv6 address is a household's or a machine's; the rest it may choose. */
  private static final int NETWORK_BYTES = 8;

  private CallerAddress() {}

  /** An IPv4 address, or the network of an IPv6 address; empty where nothing is known. */
  static String of(@Nullable SocketAddress address) {
    return address == null || address.hostAddress() == null ? "" : network(address.hostAddress());
  }

  static String network(String address) {
    int zone = address.indexOf('%');
    String plain = zone < 0 ? address : address.substring(0, zone);
    if (!InetAddresses.isInetAddress(plain)
        || !(InetAddresses.forString(plain) instanceof Inet6Address whole)) {
      return plain;
    }
    byte[] bytes = whole.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }
}
