package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions as HTTP says them: ETag on the way out, If-Match on the way in. */
final class EntityTag {
  private EntityTag() {}

  /** An answer with its version. */
  static Reply json(int status, Object view, long version) {
    return new Reply(
        status, "application/json", Json.write(view), Map.of("etag", "\"" + version + "\""));
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
