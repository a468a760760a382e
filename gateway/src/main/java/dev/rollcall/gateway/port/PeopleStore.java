package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * People and the faces that stand for them. Each method is one transaction: all of it or nothing.
 *
 * <p>Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached, and
 * EXTERNAL_ID_TAKEN where an external id belongs to somebody else. Safe on any thread.
 */
public interface PeopleStore {
  /** Stores a new person with faces. */
  void add(Person person, List<EnrolledFace> faces);

  /** Adds faces to a person; false where there is no such person. */
  boolean addFaces(String personId, List<EnrolledFace> faces);

  /** Takes over name, external id and groups; false where there is no such person. */
  boolean change(Person person);

  /**
   * Removes a person and all faces; gives the ids of the faces, or empty where there is no such
   * person.
   */
  Optional<List<String>> erase(String personId);

  Optional<Person> find(String personId);

  /**
   * Newest first.
   *
   * @param cursor of the page before, or empty for the first
   * @param text only people whose name or external id contains it; empty for all
   */
  Page<Person> list(int limit, Optional<String> cursor, String text);

  /** The oldest face, whose picture shows the person. */
  Optional<FacePicture> firstFace(String personId);

  /**
   * Hands every template to {@code each}, in no order, without holding all in memory: a face comes
   * once for each embedder that has read it.
   */
  void forEachFace(Consumer<EnrolledFace> each);

  /**
   * Faces that this embedder has not read yet, by id.
   *
   * @param after only ids behind this one; empty for the first
   */
  List<UnreadFace> facesWithout(Embedder embedder, String after, int limit);

  /**
   * Adds what another embedder makes of a face; does nothing where that one has read it already.
   *
   * @return false where the face is gone
   */
  boolean addTemplate(String faceId, Embedding template, double quality);

  /** Of these face ids those that exist. */
  Set<String> existingFaces(Set<String> faceIds);

  Counts counts();

  /** A face and the kind of its picture. */
  record FacePicture(String faceId, String mediaType) {}

  /** A face whose picture is still to be read. */
  record UnreadFace(String id, String personId, String mediaType, Instant createdAt) {}

  /** How many there are. */
  record Counts(long people, long faces) {}
}
