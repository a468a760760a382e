package dev.rollcall.gateway.usecase;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.problem.FieldProblem;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.PeopleStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddPersonTest {
  private final Site site = new Site();

  private static Face at(double radians) {
    return Faces.face(100, Faces.at(radians));
  }

  private Enrolled add(String name, Upload... pictures) {
    return site.addPerson()
        .run(
            Faces.ADMIN,
            new AddPerson.Request(
                name, " 7 ", List.of("4b", " 4b", "choir"), "", List.of(pictures)),
            site.call());
  }

  @Test
  void person_withPictures_isStoredSearchableAndKept() {
    Enrolled enrolled = add(" محمد 👋 ", site.shows(at(0)), site.shows(at(0.1)));
    Person person = enrolled.person();
    assertThat(person.name()).isEqualTo("محمد 👋");
    assertThat(person.externalId()).isEqualTo("7");
    assertThat(person.groups()).containsExactly("4b", "choir").inOrder();
    assertThat(person.consent()).isNull();
    assertThat(site.stores.people().find(Faces.SITE, person.id())).hasValue(person);
    assertThat(site.gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(2);
    assertThat(site.vault.read(enrolled.accepted().get(1).id())).isPresent();
  }

  @Test
  void unusablePicture_isLeftOut_withAReason() {
    Enrolled enrolled =
        add(
            "Ann",
            site.shows(),
            site.shows(at(0)),
            new Upload("notes.jpg", "text".getBytes(StandardCharsets.UTF_8)),
            new Upload(null, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, -1}));
    assertThat(enrolled.accepted().stream().map(Enrolled.Accepted::index).toList())
        .containsExactly(1);
    assertThat(enrolled.rejected().stream().map(Enrolled.Rejected::code).toList())
        .containsExactly("no_face", "image_not_recognised", "image_corrupt")
        .inOrder();
    assertThat(enrolled.person().faceCount()).isEqualTo(1);
  }

  @Test
  void noUsablePicture_storesNothing_andTellsAReasonEach() {
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () ->
                add(
                    "Ann",
                    site.shows(at(0), at(1)),
                    site.shows(Faces.face(39, Faces.at(0))),
                    new Upload(null, new byte[0])));
    assertThat(refused.code()).isEqualTo(ProblemCode.NO_USABLE_PICTURE);
    assertThat(refused.errors().stream().map(FieldProblem::code).toList())
        .containsExactly("multiple_faces", "face_too_small", "image_empty")
        .inOrder();
    assertNothingIsStored();
  }

  @Test
  void inferenceServerAway_storesNothing() {
    Upload picture = site.shows(at(0));
    site.analyzer.fail(
        ProblemException.unavailable(
            ProblemCode.INFERENCE_UNAVAILABLE, "away", Duration.ofSeconds(1), null));
    assertThrows(ProblemException.class, () -> add("Ann", picture));
    assertNothingIsStored();
  }

  @Test
  void emptyName_isRefusedBeforeAnyPictureIsLookedAt() {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> add("  ", site.shows(at(0))));
    assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_FIELD);
    assertNothingIsStored();
  }

  @Test
  void externalIdOfSomebodyElse_leavesNoPictureBehind() {
    add("Ann", site.shows(at(0)));
    assertThrows(ProblemException.class, () -> add("Bob", site.shows(at(1))));
    assertThat(site.vault.size()).isEqualTo(1);
    assertThat(site.gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(1);
  }

  @Test
  void somebodyNear_isTold() {
    String ann = site.enrol("Ann", 0).person().id();
    site.enrol("Bob", 1.5);
    Enrolled enrolled = site.enrol("Anna", 0.2);
    assertThat(enrolled.similar()).hasSize(1);
    assertThat(enrolled.similar().get(0).personId()).isEqualTo(ann);
    assertThat(enrolled.similar().get(0).name()).isEqualTo("Ann");
  }

  @Test
  void answerLostByTheDatabase_isFoundAgainByTheNextRefresh() {
    PeopleStore people = site.stores.people();
    Enrolled before = site.enrol("Ann", 0);
    site.keeper.refreshIfStale();
    assertThrows(
        ProblemException.class,
        () ->
            site.keeper.store(
                Faces.SITE,
                List.of(),
                () -> {
                  Person lost = Faces.person("Bob");
                  EnrolledFace face = Faces.shot(lost, 1.5);
                  people.add(Faces.SITE, lost, List.of(face), Faces.AUTHOR);
                  throw ProblemException.unavailable(
                      ProblemCode.DATABASE_UNAVAILABLE, "broke", Duration.ofSeconds(1), null);
                }));
    site.keeper.refreshIfStale();
    assertThat(site.gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(2);
    assertThat(site.keeper.erase(Faces.SITE, before.person().id(), Faces.AUTHOR).orElseThrow())
        .hasSize(1);
    assertThat(site.gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(1);
  }

  private void assertNothingIsStored() {
    assertThat(site.stores.people().counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(0, 0));
    assertThat(site.vault.size()).isEqualTo(0);
    assertThat(site.gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(0);
  }
}
