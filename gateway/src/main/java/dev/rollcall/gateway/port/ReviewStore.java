package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.review.ReviewItem;
import dev.rollcall.gateway.domain.review.ReviewKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Faces that wait for a person's decision; templates are sealed at rest. Throws {@code
 * ProblemException} DATABASE_UNAVAILABLE. Safe on any thread.
 */
public interface ReviewStore {
  /** Stores items; one of a record that has one of that kind is left out. */
  void add(List<ReviewItem> items);

  /** Empty where it is outside {@code reach}, too. */
  Optional<ReviewItem> find(String organisationId, Reach reach, String id);

  /** The item of a record that still has its template or picture. */
  Optional<ReviewItem> ofRecord(String organisationId, String recordId);

  /** Newest first; MATCHED is never listed. */
  Page<ReviewItem> list(
      String organisationId, Reach reach, Filter filter, int limit, Optional<String> cursor);

  /**
   * Takes a decision on an open item.
   *
   * @return false where it was decided already, or there is none
   */
  boolean decide(String organisationId, String id, ReviewItem.Decision decision);

  /** Says that the picture and the template of an item are gone. */
  void forgetFace(String organisationId, String id);

  /**
   * Ids of items whose time is over and that may still have a picture.
   *
   * @param limit at most so many
   */
  List<String> expired(Instant now, int limit);

  /** Removes items that are open still, and the template of the others. */
  void expire(Set<String> ids);

  /** Of these ids those whose picture is still needed. */
  Set<String> withPicture(Set<String> ids);

  /**
   * Which items.
   *
   * @param open that wait; {@code all}: whatever their state
   * @param verdict counts where neither is set
   */
  record Filter(
      boolean open, boolean all, Optional<ReviewItem.Verdict> verdict, Optional<ReviewKind> kind) {}
}
