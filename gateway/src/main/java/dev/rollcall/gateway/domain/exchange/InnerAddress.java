package dev.rollcall.gateway.domain.exchange;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses that lie inside somebody's own network, where a webhook could be used to knock on doors
 * that its maker cannot reach: the special-purpose registries of IANA (RFC 6890 and its updates).
 */
public final class InnerAddress {
  private InnerAddress() {}

  /** True unless the address is one that anybody on the internet can reach. */
  public static boolean is(InetAddress address) {
    if (address instanceof Inet4Address) {
      return isInner(address.getAddress());
    }
    byte[] bytes = ((Inet6Address) address).getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b)) {
      // NAT64 (RFC 6052, RFC 8215): an IPv4 address in the last four bytes.
      return startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01) || isInner(last(bytes));
    }
    if (first == 0x20 && second == 0x02) {
      // 6to4: an IPv4 address behind the prefix.
      return isInner(Arrays.copyOfRange(bytes, 2, 6));
    }
    boolean global = first >= 0x20 && first <= 0x3f;
    boolean special =
        startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8)
            || (startsWith(bytes, 0x20, 0x01) && (bytes[2] & 0xfe) == 0)
            || startsWith(bytes, 0x3f, 0xff);
    return !global || special;
  }

  private static byte[] last(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 12, 16);
  }

  private static boolean isInner(byte[] ip) {
    int a = ip[0] & 0xff;
    int b = ip[1] & 0xff;
    int c = ip[2] & 0xff;
    return switch (a) {
      case 0, 10, 127 -> true;
      case 100 -> b >= 64 && b <= 127;
      case 169 -> b == 254;
      case 172 -> b >= 16 && b <= 31;
      case 192 -> b == 168 || (b == 0 && (c == 0 || c == 2)) || (b == 88 && c == 99);
      case 198 -> b == 18 || b == 19 || (b == 51 && c == 100);
      case 203 -> b == 0 && c == 113;
      default -> a >= 224;
    };
  }

  private static boolean startsWith(byte[] bytes, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
