package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of people does. */
public abstract class PeopleStoreContract {
  private PeopleStore people;

  protected abstract Stores empty();

  @BeforeEach
  void open() {
    people = empty().people();
  }

  @Test
  void person_added_isFoundAsTyped() {
    String name = "Robert'); DROP TABLE person;-- \\ محمد 👩🏽‍🚀 \"%_!";
    Person person =
        new Person(Faces.id(), name, "N-1 ü", List.of("4b", "Chor \"A\""), "v2", Faces.NOW, 0);
    people.add(Faces.SITE, person, List.of(Faces.shot(person, 1)), Faces.AUTHOR);
    Person found = people.find(Faces.SITE, person.id()).orElseThrow();
    assertThat(found.withGroups(found.groups(), List.of())).isEqualTo(person.withMoreFaces(1));
    assertThat(found.groupIds()).hasSize(2);
  }

  @Test
  void person_unknown_isNotFound() {
    assertThat(people.find(Faces.SITE, Faces.id())).isEmpty();
    assertThat(people.change(Faces.SITE, Faces.person("A"), Faces.AUTHOR)).isFalse();
    assertThat(people.erase(Faces.SITE, Faces.id(), Faces.AUTHOR)).isEmpty();
    assertThat(people.firstFace(Faces.SITE, Faces.id())).isEmpty();
  }

  @Test
  void externalId_ofSomebodyElse_isRefusedAndNothingIsStored() {
    people.add(Faces.SITE, Faces.person(Faces.id(), "A", "7"), List.of(), Faces.AUTHOR);
    Person second = Faces.person(Faces.id(), "B", "7");
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> people.add(Faces.SITE, second, List.of(Faces.shot(second, 1)), Faces.AUTHOR));
    assertThat(refused.code()).isEqualTo(ProblemCode.EXTERNAL_ID_TAKEN);
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(1, 0));
  }

  @Test
  void externalId_differingInCase_isAnother() {
    people.add(Faces.SITE, Faces.person(Faces.id(), "A", "a7"), List.of(), Faces.AUTHOR);
    people.add(Faces.SITE, Faces.person(Faces.id(), "B", "A7"), List.of(), Faces.AUTHOR);
    assertThat(people.counts(Faces.SITE).people()).isEqualTo(2);
  }

  @Test
  void externalId_absent_isSharedByAny() {
    people.add(Faces.SITE, Faces.person("A"), List.of(), Faces.AUTHOR);
    people.add(Faces.SITE, Faces.person("A"), List.of(), Faces.AUTHOR);
    assertThat(people.counts(Faces.SITE).people()).isEqualTo(2);
  }

  @Test
  void change_takesOverNameExternalIdAndGroups() {
    Person before = new Person(Faces.id(), "A", "7", List.of("x"), "v1", Faces.NOW, 0);
    people.add(Faces.SITE, before, List.of(), Faces.AUTHOR);
    Person after = new Person(before.id(), "B", null, List.of("y", "z"), "v1", Faces.NOW, 0);
    assertThat(people.change(Faces.SITE, after, Faces.AUTHOR)).isTrue();
    Person found = people.find(Faces.SITE, before.id()).orElseThrow();
    assertThat(found.name()).isEqualTo("B");
    assertThat(found.externalId()).isNull();
    assertThat(found.groups()).containsExactly("y", "z").inOrder();
    assertThat(found.version()).isEqualTo(1);
    assertThat(people.change(Faces.SITE, found, Faces.AUTHOR)).isTrue();
    ProblemException stale =
        assertThrows(ProblemException.class, () -> people.change(Faces.SITE, found, Faces.AUTHOR));
    assertThat(stale.code()).isEqualTo(ProblemCode.CHANGED_MEANWHILE);
  }

  @Test
  void change_toAnExternalIdOfSomebodyElse_isRefused() {
    people.add(Faces.SITE, Faces.person(Faces.id(), "A", "7"), List.of(), Faces.AUTHOR);
    Person second = Faces.person(Faces.id(), "B", "8");
    people.add(Faces.SITE, second, List.of(), Faces.AUTHOR);
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> people.change(Faces.SITE, Faces.person(second.id(), "C", "7"), Faces.AUTHOR));
    assertThat(refused.code()).isEqualTo(ProblemCode.EXTERNAL_ID_TAKEN);
    assertThat(people.find(Faces.SITE, second.id()).orElseThrow().name()).isEqualTo("B");
  }

  @Test
  void faces_addedToNobody_areNotStored() {
    Person nobody = Faces.person("A");
    assertThat(
            people.addFaces(Faces.SITE, nobody.id(), List.of(Faces.shot(nobody, 1)), Faces.AUTHOR))
        .isFalse();
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(0, 0));
  }

  @Test
  void faces_comeBackWithTheirTemplates() {
    Person person = Faces.person("A");
    EnrolledFace first = Faces.shot(person, 0.25);
    EnrolledFace second =
        new EnrolledFace(Faces.id(9), person.id(), Faces.at(2), "image/png", Faces.NOW);
    people.add(Faces.SITE, person, List.of(first), Faces.AUTHOR);
    assertThat(people.addFaces(Faces.SITE, person.id(), List.of(second), Faces.AUTHOR)).isTrue();
    List<EnrolledFace> found = new ArrayList<>();
    people.forEachFace((organisation, face) -> found.add(face));
    assertThat(found.stream().map(EnrolledFace::id).toList())
        .containsExactly(first.id(), second.id());
    EnrolledFace read = found.get(found.get(0).id().equals(first.id()) ? 0 : 1);
    assertThat(read.personId()).isEqualTo(person.id());
    assertThat(read.template().embedder()).isEqualTo(Faces.EMBEDDER);
    assertThat(read.template().toArray()).isEqualTo(first.template().toArray());
    assertThat(read.createdAt()).isEqualTo(Faces.NOW);
    assertThat(people.firstFace(Faces.SITE, person.id()))
        .hasValue(new PeopleStore.FacePicture(first.id(), "image/jpeg"));
    assertThat(people.find(Faces.SITE, person.id()).orElseThrow().faceCount()).isEqualTo(2);
  }

  @Test
  void face_readByAnotherEmbedder_hasBothTemplates_andIsNotAskedForAgain() {
    Embedder next = new Embedder("arc", "2");
    Person person = Faces.person("A");
    EnrolledFace first = Faces.shot(person, 1);
    EnrolledFace second = Faces.shot(person, 2);
    people.add(Faces.SITE, person, List.of(first, second), Faces.AUTHOR);
    assertThat(people.facesWithout(Faces.EMBEDDER, "", 10)).isEmpty();
    List<PeopleStore.UnreadFace> unread = people.facesWithout(next, "", 10);
    assertThat(unread).hasSize(2);
    assertThat(people.facesWithout(next, unread.get(0).id(), 10)).containsExactly(unread.get(1));
    assertThat(people.facesWithout(next, "", 1)).containsExactly(unread.get(0));

    assertThat(people.addTemplate(first.id(), Faces.at(3, next), 0.5)).isTrue();
    assertThat(people.addTemplate(first.id(), Faces.at(3, next), 0.5)).isTrue();
    assertThat(people.addTemplate(Faces.id(), Faces.at(3, next), 0.5)).isFalse();
    assertThat(people.facesWithout(next, "", 10).stream().map(PeopleStore.UnreadFace::id))
        .containsExactly(second.id());
    List<String> read = new ArrayList<>();
    people.forEachFace(
        (organisation, face) -> read.add(face.id() + " " + face.template().embedder().version()));
    assertThat(read).containsExactly(first.id() + " 1", first.id() + " 2", second.id() + " 1");
    people.erase(Faces.SITE, person.id(), Faces.AUTHOR);
    people.forEachFace((organisation, face) -> read.clear());
    assertThat(read).hasSize(3);
  }

  @Test
  void existingFaces_areThoseThatExist() {
    Person person = Faces.person("A");
    EnrolledFace face = Faces.shot(person, 1);
    people.add(Faces.SITE, person, List.of(face), Faces.AUTHOR);
    assertThat(people.existingFaces(Set.of(face.id(), Faces.id()))).containsExactly(face.id());
    assertThat(people.existingFaces(Set.of())).isEmpty();
  }

  @Test
  void erase_takesFacesAlong_andTellsTheirIds() {
    Person person = Faces.person("A");
    Person other = Faces.person("B");
    EnrolledFace face = Faces.shot(person, 1);
    people.add(Faces.SITE, person, List.of(face), Faces.AUTHOR);
    people.add(Faces.SITE, other, List.of(Faces.shot(other, 2)), Faces.AUTHOR);
    assertThat(people.erase(Faces.SITE, person.id(), Faces.AUTHOR)).hasValue(List.of(face.id()));
    assertThat(people.find(Faces.SITE, person.id())).isEmpty();
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(1, 1));
  }

  @Test
  void list_goesThroughEverybodyOnce_newestFirst() {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Person person = Faces.person(Faces.id(i), "P" + i, null);
      people.add(Faces.SITE, person, List.of(), Faces.AUTHOR);
      added.add(0, person.id());
    }
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Person> page = people.list(Faces.SITE, Reach.EVERYTHING, null, 2, cursor, "");
      page.items().forEach(person -> seen.add(person.id()));
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    assertThat(seen).isEqualTo(added);
  }

  @Test
  void list_exactlyFull_hasNoNextPage() {
    people.add(Faces.SITE, Faces.person("A"), List.of(), Faces.AUTHOR);
    assertThat(
            people.list(Faces.SITE, Reach.EVERYTHING, null, 1, Optional.empty(), "").nextCursor())
        .isEmpty();
  }

  @Test
  void list_ofAText_takesItLiterally() {
    people.add(Faces.SITE, Faces.person(Faces.id(1), "Ann Lee", "X_1"), List.of(), Faces.AUTHOR);
    people.add(Faces.SITE, Faces.person(Faces.id(2), "Bob 100%", null), List.of(), Faces.AUTHOR);
    people.add(Faces.SITE, Faces.person(Faces.id(3), "مريم", "!z"), List.of(), Faces.AUTHOR);
    assertThat(names("ann")).containsExactly("Ann Lee");
    assertThat(names("%")).containsExactly("Bob 100%");
    assertThat(names("_")).containsExactly("Ann Lee");
    assertThat(names("!")).containsExactly("مريم");
    assertThat(names("ري")).containsExactly("مريم");
    assertThat(names("' OR 1=1 --")).isEmpty();
  }

  @Test
  void list_ofAText_mindsNeitherCaseNorAccents() {
    people.add(
        Faces.SITE, Faces.person(Faces.id(1), "Zoë Müller-Łuk", "AB7"), List.of(), Faces.AUTHOR);
    Person other = Faces.person(Faces.id(2), "Straße", null);
    people.add(Faces.SITE, other, List.of(), Faces.AUTHOR);
    for (String text : List.of("zoe", "ZOË", "muller", "müller", "luk", "ab7", "r-Ł")) {
      assertThat(names(text)).containsExactly("Zoë Müller-Łuk");
    }
    assertThat(names("STRASSE")).containsExactly("Straße");
    people.change(Faces.SITE, Faces.person(other.id(), "Weg", "ab8"), Faces.AUTHOR);
    assertThat(names("strasse")).isEmpty();
    assertThat(names("AB")).containsExactly("Weg", "Zoë Müller-Łuk").inOrder();
  }

  @Test
  void counts_followWhoComesAndGoes() {
    Person ann = Faces.person(Faces.id(1), "Ann", null);
    Person bob = Faces.person(Faces.id(2), "Bob", null);
    EnrolledFace first = Faces.shot(ann, 1);
    people.add(Faces.SITE, ann, List.of(first), Faces.AUTHOR);
    people.add(Faces.SITE, bob, List.of(Faces.shot(bob, 2)), Faces.AUTHOR);
    people.addFaces(
        Faces.SITE, ann.id(), List.of(Faces.shot(ann, 3), Faces.shot(ann, 4)), Faces.AUTHOR);
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(2, 4));
    assertThat(people.removeFace(Faces.SITE, ann.id(), first.id(), Faces.AUTHOR)).isTrue();
    assertThat(people.removeFace(Faces.SITE, ann.id(), first.id(), Faces.AUTHOR)).isFalse();
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(2, 3));
    people.merge(Faces.SITE, ann.id(), bob.id(), "Enrolled twice", Faces.AUTHOR);
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(1, 3));
    assertThat(people.counts(Faces.SITE)).isEqualTo(people.countsOfAll());
    people.erase(Faces.SITE, bob.id(), Faces.AUTHOR);
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(0, 0));
  }

  private List<String> names(String text) {
    return people
        .list(Faces.SITE, Reach.EVERYTHING, null, 10, Optional.empty(), text)
        .items()
        .stream()
        .map(Person::name)
        .toList();
  }

  @Test
  void person_ofAnotherOrganisation_isNotThere() {
    Person person = Faces.person(Faces.id(), "A", "7");
    people.add(Faces.OTHER_SITE, person, List.of(Faces.shot(person, 1)), Faces.AUTHOR);
    assertThat(people.find(Faces.SITE, person.id())).isEmpty();
    assertThat(people.firstFace(Faces.SITE, person.id())).isEmpty();
    assertThat(people.change(Faces.SITE, person, Faces.AUTHOR)).isFalse();
    assertThat(people.addFaces(Faces.SITE, person.id(), List.of(), Faces.AUTHOR)).isFalse();
    assertThat(people.erase(Faces.SITE, person.id(), Faces.AUTHOR)).isEmpty();
    assertThat(names("A")).isEmpty();
    assertThat(people.counts(Faces.SITE)).isEqualTo(new PeopleStore.Counts(0, 0));
    assertThat(people.counts(Faces.OTHER_SITE)).isEqualTo(new PeopleStore.Counts(1, 1));
    assertThat(people.countsOfAll()).isEqualTo(new PeopleStore.Counts(1, 1));
    people.forEachFace(
        (organisation, face) -> assertThat(organisation).isEqualTo(Faces.OTHER_SITE));
    people.add(Faces.SITE, Faces.person(Faces.id(), "B", "7"), List.of(), Faces.AUTHOR);
  }

  @Test
  void list_withinTheReachOfOnePerson_isThatPerson() {
    Person ann = Faces.person("Ann");
    people.add(Faces.SITE, ann, List.of(), Faces.AUTHOR);
    people.add(Faces.SITE, Faces.person("Bob"), List.of(), Faces.AUTHOR);
    assertThat(
            people
                .list(
                    Faces.SITE,
                    new Reach(false, Set.of(), ann.id()),
                    null,
                    10,
                    Optional.empty(),
                    "")
                .items())
        .containsExactly(ann);
    assertThat(
            people
                .list(Faces.SITE, new Reach(false, Set.of(), null), null, 10, Optional.empty(), "")
                .items())
        .isEmpty();
  }
}
