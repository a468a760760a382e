package dev.rollcall.gateway.adapter.grpc;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the inference server is, and how to trust it and be trusted.
 *
 * @param certificateAuthority PEM file; present: TLS
 * @param token sent as a bearer credential; only over TLS or to this machine
 */
public record InferenceAddress(
    String host, int port, Optional<Path> certificateAuthority, Optional<String> token) {
  /** Reads {@code HOST:PORT}; an IPv6 address stands in brackets. */
  public static InferenceAddress parse(
      String text, Optional<Path> certificateAuthority, Optional<String> token) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port > 0 && port < 65536) {
        String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
        return new InferenceAddress(host, port, certificateAuthority, token);
      }
    } catch (NumberFormatException e) {
      // Told below like any other text that is no address.
    }
    throw new IllegalArgumentException(
        "--inference wants HOST:PORT, such as 127.0.0.1:50051, and got " + text);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
