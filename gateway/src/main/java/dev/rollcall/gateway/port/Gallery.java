package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Nearest;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import java.util.function.Predicate;

/**
 * The index of faces. Searches and changes may run at the same time on any threads; a search sees
 * each change wholly or not at all.
 */
public interface Gallery {
  /** Does nothing where that face is there already as this embedder reads it. */
  void add(String organisationId, EnrolledFace face);

  /** Takes all faces of a person out; does nothing where there are none. */
  void remove(String personId);

  void clear();

  /**
   * The two people nearest to the probe. A person stands for the mean of their faces, weighted by
   * quality and brought to length 1. Only faces of the organisation and of the probe's own embedder
   * are compared.
   */
  Nearest nearest(String organisationId, Embedding probe);

  /** The same of those people alone for whom the condition holds. */
  Nearest nearest(String organisationId, Embedding probe, Predicate<String> people);

  /** How many faces of this embedder the organisation has. */
  int size(String organisationId, Embedder embedder);
}
