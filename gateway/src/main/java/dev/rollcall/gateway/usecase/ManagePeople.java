package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.PictureVault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at, changes and erases people. An unknown person is PERSON_NOT_FOUND. */
public final class ManagePeople {
  private final PeopleStore people;
  private final FaceIntake intake;
  private final GalleryKeeper keeper;
  private final PictureVault vault;

  public ManagePeople(
      PeopleStore people, FaceIntake intake, GalleryKeeper keeper, PictureVault vault) {
    this.people = people;
    this.intake = intake;
    this.keeper = keeper;
    this.vault = vault;
  }

  /** Newest first; {@code text} empty for all. */
  public Page<Person> list(
      String organisationId, Reach reach, int limit, Optional<String> cursor, String text) {
    if (cursor.isPresent() && !Ulid.looksLike(cursor.get())) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD,
          "cursor",
          "The cursor is not one that a page gave. Leave it out.");
    }
    return people.list(organisationId, reach, limit, cursor, text);
  }

  /** A person within reach. */
  public Person get(String organisationId, Reach reach, String id) {
    if (!Ulid.looksLike(id) || !reach.holdsPerson(id)) {
      throw notFound();
    }
    return people.find(organisationId, id).orElseThrow(ManagePeople::notFound);
  }

  /** Takes over what the change names, and leaves the rest. */
  public Person change(String organisationId, Reach reach, String id, Change change) {
    Person before = get(organisationId, reach, id);
    Person after =
        new Person(
            id,
            change.name().map(name -> PersonName.parse("name", name)).orElse(before.name()),
            change.changesExternalId()
                ? AddPerson.optional("external_id", change.externalId())
                : before.externalId(),
            change.groups().map(AddPerson::groups).orElse(before.groups()),
            before.consent(),
            before.createdAt(),
            before.faceCount());
    if (!people.change(organisationId, after)) {
      throw notFound();
    }
    return after;
  }

  /** Adds pictures to a person: all usable ones or, where something fails, none. */
  public Enrolled addFaces(
      String organisationId, Reach reach, String id, List<Upload> pictures, CallContext context) {
    Person person = get(organisationId, reach, id);
    FaceIntake.Prepared prepared = intake.prepare(id, pictures, context);
    List<Enrolled.Similar> similar = intake.similarPeople(organisationId, prepared, id, context);
    if (!intake.store(
        organisationId, prepared, () -> people.addFaces(organisationId, id, prepared.faces()))) {
      throw notFound();
    }
    return new Enrolled(
        person.withMoreFaces(prepared.faces().size()),
        prepared.accepted(),
        prepared.rejected(),
        similar);
  }

  /**
   * Erases pictures, templates and index. Attendance records keep the bare id. Answers kept for an
   * Idempotency-Key are forgotten within their 24 hours.
   */
  public void erase(String organisationId, Reach reach, String id) {
    get(organisationId, reach, id);
    List<String> faceIds = keeper.erase(organisationId, id).orElseThrow(ManagePeople::notFound);
    faceIds.forEach(vault::delete);
  }

  /** The picture the person was first enrolled with. */
  public PersonPicture picture(String organisationId, Reach reach, String id) {
    get(organisationId, reach, id);
    PeopleStore.FacePicture face =
        people.firstFace(organisationId, id).orElseThrow(ManagePeople::noPicture);
    return new PersonPicture(
        face.mediaType(), vault.read(face.faceId()).orElseThrow(ManagePeople::noPicture));
  }

  private static ProblemException notFound() {
    return new ProblemException(
        ProblemCode.PERSON_NOT_FOUND,
        "Nobody is enrolled under this id. Look at the list of people.");
  }

  private static ProblemException noPicture() {
    return new ProblemException(
        ProblemCode.PICTURE_NOT_FOUND, "No picture is kept of this person. Add one.");
  }

  /**
   * What to change.
   *
   * @param externalId counts where {@code changesExternalId}; null takes it away
   */
  public record Change(
      Optional<String> name,
      boolean changesExternalId,
      @Nullable String externalId,
      Optional<List<String>> groups) {}

  /** A decrypted picture. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  public record PersonPicture(String mediaType, byte[] bytes) {}
}
