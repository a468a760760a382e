package dev.rollcall.gateway.domain.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, to be written into the log together with the change itself. Ids, codes
 * and times; no names, as the log outlives the people in it.
 *
 * @param actor id of the account, or {@value #SYSTEM}
 * @param action such as {@code record.corrected}
 * @param subjects ids of what it is about
 * @param details by name, in alphabetical order
 */
public record Deed(
    String actor, String action, List<String> subjects, Map<String, String> details, Instant at) {
  /** Who acts where nobody asked: the auto-close, the timetable. */
  public static final String SYSTEM = "system";

  private static final int MOST_DETAIL_CHARACTERS = 1000;

  public Deed {
    subjects = List.copyOf(subjects);
    details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
  }

  public static Deed of(String actor, String action, Instant at, String... subjects) {
    return new Deed(actor, action, List.of(subjects), Map.of(), at);
  }

  /** The same with one detail more; a null adds none. */
  public Deed with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new TreeMap<>(details);
    String text = value.toString();
    more.put(name, text.substring(0, Math.min(text.length(), MOST_DETAIL_CHARACTERS)));
    return new Deed(actor, action, subjects, more, at);
  }

  /** The same about one thing more. */
  public Deed about(String subject) {
    List<String> more = new java.util.ArrayList<>(subjects);
    more.add(subject);
    return new Deed(actor, action, more, details, at);
  }
}
