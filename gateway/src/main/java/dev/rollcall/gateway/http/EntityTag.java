package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Versions as HTTP says them: ETag on the way out, If-Match on the way in. */
final class EntityTag {
  private EntityTag() {}

  /** The same answer with its version. */
  static Reply tagged(Reply reply, long version) {
    Map<String, String> headers = new LinkedHashMap<>(reply.headers());
    headers.put("etag", "\"" + version + "\"");
    return new Reply(reply.status(), reply.contentType(), reply.body(), Map.copyOf(headers));
  }

  /** An answer with its version. */
  static Reply json(int status, Object view, long version) {
    return tagged(Reply.json(status, view), version);
  }

  /** {@link #ifMatch} for stores that take it so. */
  static OptionalLong wanted(Exchange exchange) {
    Long version = ifMatch(exchange.request());
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** The version that a change holds for; null where it holds for any. */
  static @Nullable Long ifMatch(HttpServerRequest request) {
    String header = request.getHeader("if-match");
    if (header == null || header.isBlank() || header.strip().equals("*")) {
      return null;
    }
    String tag = header.strip();
    tag = tag.startsWith("W/") ? tag.substring(2) : tag;
    try {
      if (tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"")) {
        return Long.valueOf(tag.substring(1, tag.length() - 1));
      }
    } catch (NumberFormatException e) {
      // An ETag of something else: it cannot be the version of now.
    }
    throw new ProblemException(
        ProblemCode.CHANGED_MEANWHILE,
        "If-Match is not an ETag that this thing ever had. Read it again, then change it.");
  }
}
