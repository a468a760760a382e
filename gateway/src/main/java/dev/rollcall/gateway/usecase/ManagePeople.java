package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.attendance.Profile;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.PictureVault;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Looks at, changes and erases people. An unknown person is PERSON_NOT_FOUND. */
public final class ManagePeople {
  private final PeopleStore people;
  private final OwnGroups ownGroups;
  private final Authors authors;
  private final FaceIntake intake;
  private final GalleryKeeper keeper;
  private final PictureVault vault;

  public ManagePeople(
      PeopleStore people,
      OwnGroups ownGroups,
      Authors authors,
      FaceIntake intake,
      GalleryKeeper keeper,
      PictureVault vault) {
    this.people = people;
    this.ownGroups = ownGroups;
    this.authors = authors;
    this.intake = intake;
    this.keeper = keeper;
    this.vault = vault;
  }

  /** Newest first; {@code text} empty for all. */
  public Page<Person> list(
      Principal by, Optional<String> groupId, int limit, Optional<String> cursor, String text) {
    return people.list(
        by.organisationId(),
        by.reach(Permission.PEOPLE_READ),
        groupId.orElse(null),
        limit,
        cursor,
        text);
  }

  public Person get(Principal by, String id) {
    return get(by, Permission.PEOPLE_READ, id);
  }

  private Person get(Principal by, Permission permission, String id) {
    if (!Ulid.looksLike(id) || !people.isWithin(by.organisationId(), by.reach(permission), id)) {
      throw notFound();
    }
    return people.find(by.organisationId(), id).orElseThrow(ManagePeople::notFound);
  }

  /**
   * Takes over what the change names, and leaves the rest; {@code version} null: whatever it is.
   */
  public Person change(Principal by, String id, @Nullable Long version, Change change) {
    Person before = get(by, Permission.PEOPLE_WRITE, id);
    List<String> groups = change.groups().map(AddPerson::groups).orElse(before.groups());
    if (change.groups().isPresent()) {
      ownGroups.requireChange(by, before.groups(), groups);
    }
    Person after =
        new Person(
            id,
            change.name().map(name -> PersonName.parse("name", name)).orElse(before.name()),
            change.changesExternalId()
                ? AddPerson.optional("external_id", change.externalId())
                : before.externalId(),
            groups,
            before.consent(),
            before.createdAt(),
            before.faceCount(),
            before.groupIds(),
            change.profile().apply(before.profile()),
            version == null ? before.version() : version);
    if (!people.change(by.organisationId(), after, authors.of(by))) {
      throw notFound();
    }
    return get(by, Permission.PEOPLE_WRITE, id);
  }

  /** Adds pictures to a person: all usable ones or, where something fails, none. */
  public Enrolled addFaces(Principal by, String id, List<Upload> pictures, CallContext context) {
    String organisationId = by.organisationId();
    Person person = get(by, Permission.PEOPLE_WRITE, id);
    FaceIntake.Prepared prepared = intake.prepare(organisationId, id, pictures, context);
    List<Enrolled.Similar> similar = intake.similarPeople(organisationId, prepared, id, context);
    if (!intake.store(
        organisationId,
        prepared,
        () -> people.addFaces(organisationId, id, prepared.faces(), authors.of(by)))) {
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
  public void erase(Principal by, String id) {
    get(by, Permission.PEOPLE_WRITE, id);
    List<String> faceIds =
        keeper.erase(by.organisationId(), id, authors.of(by)).orElseThrow(ManagePeople::notFound);
    faceIds.forEach(vault::delete);
  }

  /** Makes two people one: everything of the first goes over to the other, who stays. */
  public Person merge(Principal by, String id, String into, String reason) {
    get(by, Permission.PEOPLE_WRITE, id);
    get(by, Permission.PEOPLE_WRITE, into);
    if (id.equals(into)) {
      throw ProblemException.ofField(
          ProblemCode.INVALID_FIELD, "into", "A person cannot be merged into themself.");
    }
    String why = PersonName.parse("reason", reason, CorrectRecords.MOST_REASON_CHARACTERS);
    if (!keeper.merge(by.organisationId(), id, into, why, authors.of(by))) {
      throw notFound();
    }
    return get(by, Permission.PEOPLE_WRITE, into);
  }

  /** The picture the person was first enrolled with. */
  public PersonPicture picture(Principal by, String id) {
    get(by, Permission.PEOPLE_READ, id);
    PeopleStore.FacePicture face =
        people.firstFace(by.organisationId(), id).orElseThrow(ManagePeople::noPicture);
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
   * @param profile what is known besides, from what was known
   * @param externalId counts where {@code changesExternalId}; null takes it away
   */
  public record Change(
      Optional<String> name,
      boolean changesExternalId,
      @Nullable String externalId,
      Optional<List<String>> groups,
      UnaryOperator<Profile> profile) {}

  /** A decrypted picture. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  public record PersonPicture(String mediaType, byte[] bytes) {}
}
