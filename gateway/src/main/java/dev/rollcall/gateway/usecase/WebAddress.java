package dev.rollcall.gateway.usecase;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Addresses that administrators type. */
final class WebAddress {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private WebAddress() {}

  /** Where a site is: {@code https://host:8443}, and nothing behind it. */
  static boolean isSite(String typed) {
    return plain(typed)
        .filter(
            uri ->
                "https".equals(uri.getScheme())
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null)
        .isPresent();
  }

  /** A login provider; plain HTTP only to this very machine. */
  static boolean isIssuer(String typed) {
    return plain(typed)
        .filter(
            uri ->
                "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())))
        .isPresent();
  }

  /** With a host, and without a user name and a fragment. */
  private static Optional<URI> plain(String typed) {
    try {
      URI uri = new URI(typed);
      return uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null
          ? Optional.empty()
          : Optional.of(uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
