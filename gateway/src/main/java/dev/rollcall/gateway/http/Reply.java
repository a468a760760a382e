package dev.rollcall.gateway.http;

import java.util.Map;

/** An answer that is ready to go out. */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
  static Reply json(int status, Object value) {
    return json(status, Json.write(value));
  }

  static Reply json(int status, byte[] json) {
    return new Reply(status, "application/json", json, Map.of());
  }

  static Reply noContent() {
    return new Reply(204, "", new byte[0], Map.of());
  }

  static Reply text(String contentType, String text) {
    return new Reply(
        200, contentType, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of());
  }
}
