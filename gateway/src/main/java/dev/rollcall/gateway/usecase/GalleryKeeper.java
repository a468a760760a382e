package dev.rollcall.gateway.usecase;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.problem.ProblemCategory;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.PeopleStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keeps the gallery in step with the store.
 *
 * <p>Invariant: outside this class's lock the gallery holds the faces of the store, unless it is
 * marked stale. Changes of both go through here one at a time; searches do not.
 *
 * <p>Where the connection broke during a change nobody knows whether the store took it: then the
 * gallery is stale until {@link #refreshIfStale} has read it anew.
 */
public final class GalleryKeeper {
  private final PeopleStore people;
  private final Gallery gallery;

  @GuardedBy("this")
  private boolean stale = true;

  public GalleryKeeper(PeopleStore people, Gallery gallery) {
    this.people = people;
    this.gallery = gallery;
  }

  /**
   * Stores faces and then shows them.
   *
   * @param store false where there was nothing to store them with
   */
  synchronized boolean store(
      String organisationId, List<EnrolledFace> faces, BooleanSupplier store) {
    try {
      if (!store.getAsBoolean()) {
        return false;
      }
    } catch (ProblemException e) {
      stale |= e.code().category() == ProblemCategory.UNAVAILABLE;
      throw e;
    }
    faces.forEach(face -> gallery.add(organisationId, face));
    return true;
  }

  /** Erases a person from both; gives the ids of the faces. */
  synchronized Optional<List<String>> erase(String organisationId, String personId, Author author) {
    try {
      Optional<List<String>> faceIds = people.erase(organisationId, personId, author);
      if (faceIds.isPresent()) {
        gallery.remove(personId);
      }
      return faceIds;
    } catch (ProblemException e) {
      stale |= e.code().category() == ProblemCategory.UNAVAILABLE;
      throw e;
    }
  }

  /** Takes one face of a person out of both; false where it is not there, or the last one. */
  synchronized boolean removeFace(
      String organisationId, String personId, String faceId, Author author) {
    try {
      if (!people.removeFace(organisationId, personId, faceId, author)) {
        return false;
      }
      gallery.remove(personId);
      people.facesOf(organisationId, personId).forEach(face -> gallery.add(organisationId, face));
      return true;
    } catch (ProblemException e) {
      stale |= e.code().category() == ProblemCategory.UNAVAILABLE;
      throw e;
    }
  }

  /** Makes two people one in both; false where one of the two is not there. */
  synchronized boolean merge(
      String organisationId, String personId, String into, String reason, Author author) {
    try {
      Optional<List<EnrolledFace>> faces =
          people.merge(organisationId, personId, into, reason, author);
      if (faces.isPresent()) {
        gallery.remove(personId);
        gallery.remove(into);
        faces.get().forEach(face -> gallery.add(organisationId, face));
      }
      return faces.isPresent();
    } catch (ProblemException e) {
      stale |= e.code().category() == ProblemCategory.UNAVAILABLE;
      throw e;
    }
  }

  /** Reads the gallery from the store where it may differ; at the start it does. */
  public synchronized void refreshIfStale() {
    if (!stale) {
      return;
    }
    gallery.clear();
    people.forEachFace(gallery::add);
    stale = false;
  }
}
