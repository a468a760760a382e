package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Profile;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * People and the faces that stand for them. Each method is one transaction: all of it or nothing.
 *
 * <p>Throws {@code ProblemException} DATABASE_UNAVAILABLE where the store cannot be reached, and
 * EXTERNAL_ID_TAKEN where an external id belongs to somebody else of the organisation. A person of
 * another organisation is not there. Safe on any thread.
 */
public interface PeopleStore {
  /** Stores a new person with faces. Groups that are named and not there are made. */
  void add(String organisationId, Person person, List<EnrolledFace> faces, Author author);

  /** Adds faces to a person; false where there is no such person. */
  boolean addFaces(String organisationId, String personId, List<EnrolledFace> faces, Author author);

  /**
   * Takes over name, external id, profile and groups, where the version is still the stored one;
   * false where there is no such person. Groups that are named and not there are made; those not
   * named any more are left from today on.
   */
  boolean change(String organisationId, Person person, Author author);

  /**
   * Removes a person and all faces; gives the ids of the faces, or empty where there is no such
   * person.
   */
  Optional<List<String>> erase(String organisationId, String personId, Author author);

  /**
   * Makes two people one: faces, records, groups and leave of the first go over to the other, whose
   * registers are worked out anew, and the first is gone.
   *
   * @param reason why, for the log's hash
   * @return all faces that stand for the other now; empty where one of the two is not there
   */
  Optional<List<EnrolledFace>> merge(
      String organisationId, String personId, String into, String reason, Author author);

  /** True where the person is there and within reach. */
  boolean isWithin(String organisationId, Reach reach, String personId);

  /** What is known of these people, by id. */
  Map<String, Profile> profiles(String organisationId, Set<String> personIds);

  Optional<Person> find(String organisationId, String personId);

  Optional<Person> findByExternalId(String organisationId, String externalId);

  /**
   * People of this name, whatever the case of its letters and however its accents are encoded;
   * other accents are another name.
   */
  List<Person> findByName(String organisationId, String name, int limit);

  /**
   * Newest first.
   *
   * @param reach only people within it
   * @param groupId only who belongs to this group now; null for all
   * @param cursor of the page before, or empty for the first
   * @param text only people whose name or external id contains it; empty for all
   */
  Page<Person> list(
      String organisationId,
      Reach reach,
      @Nullable String groupId,
      int limit,
      Optional<String> cursor,
      String text);

  /** The faces that stand for a person, once for each embedder that has read them. */
  List<EnrolledFace> facesOf(String organisationId, String personId);

  /** Removes a face; false where the person has no such face, or no other. */
  boolean removeFace(String organisationId, String personId, String faceId, Author author);

  /** The oldest face, whose picture shows the person. */
  Optional<FacePicture> firstFace(String organisationId, String personId);

  /**
   * Hands every template to {@code each} with its organisation, in no order, without holding all in
   * memory: a face comes once for each embedder that has read it.
   */
  void forEachFace(BiConsumer<String, EnrolledFace> each);

  /**
   * Faces of all organisations that this embedder has not read yet, by id.
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

  Counts counts(String organisationId);

  /** Of all organisations. */
  Counts countsOfAll();

  /** A face and the kind of its picture. */
  record FacePicture(String faceId, String mediaType) {}

  /** A face whose picture is still to be read. */
  record UnreadFace(
      String id, String organisationId, String personId, String mediaType, Instant createdAt) {}

  /** How many there are. */
  record Counts(long people, long faces) {}
}
