package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions as ETags: {@code ETag: "v7"} goes out, {@code If-Match: "v7"} comes back. */
final class Tags {
  private static final Pattern TAG = Pattern.compile("\"v([0-9]{1,18})\"");

  private Tags() {}

  static Reply tagged(Reply reply, long version) {
    Map<String, String> headers = new LinkedHashMap<>(reply.headers());
    headers.put("etag", "\"v" + version + "\"");
    return new Reply(reply.status(), reply.contentType(), reply.body(), Map.copyOf(headers));
  }

  /**
   * The version that a change is meant for; empty where the caller names none, or any.
   *
   * @throws ProblemException CHANGED_MEANWHILE for a tag that is none of ours
   */
  static OptionalLong wanted(Exchange exchange) {
    String told = exchange.request().getHeader("if-match");
    if (told == null || told.strip().equals("*")) {
      return OptionalLong.empty();
    }
    Matcher tag = TAG.matcher(told.strip());
    if (!tag.matches()) {
      throw new ProblemException(
          ProblemCode.CHANGED_MEANWHILE,
          "If-Match is not an ETag that was given here. Read the thing again, then change it.");
    }
    return OptionalLong.of(Long.parseLong(tag.group(1)));
  }
}
