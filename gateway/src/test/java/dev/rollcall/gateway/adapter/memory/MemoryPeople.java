package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.SameName;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.PeopleStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** People and faces in maps. */
public final class MemoryPeople implements PeopleStore {
  private final TreeMap<String, Entry> people = new TreeMap<>();
  private final TreeMap<String, EnrolledFace> faces = new TreeMap<>();
  private final Map<Key, Embedding> added = new LinkedHashMap<>();

  private record Key(String faceId, Embedder embedder) {}

  private record Entry(String organisationId, Person person) {}

  private boolean isThere(String organisationId, String personId) {
    Entry entry = people.get(personId);
    return entry != null && entry.organisationId().equals(organisationId);
  }

  @Override
  public synchronized void add(String organisationId, Person person, List<EnrolledFace> shots) {
    refuseTakenExternalId(organisationId, person);
    people.put(person.id(), new Entry(organisationId, person));
    shots.forEach(face -> faces.put(face.id(), face));
  }

  private void refuseTakenExternalId(String organisationId, Person person) {
    String wanted = person.externalId();
    for (Entry other : people.values()) {
      if (wanted != null
          && other.organisationId().equals(organisationId)
          && wanted.equals(other.person().externalId())
          && !other.person().id().equals(person.id())) {
        throw ProblemException.ofField(
            ProblemCode.EXTERNAL_ID_TAKEN, "external_id", "Somebody else has this external_id.");
      }
    }
  }

  @Override
  public synchronized boolean addFaces(
      String organisationId, String personId, List<EnrolledFace> shots) {
    if (!isThere(organisationId, personId)) {
      return false;
    }
    shots.forEach(face -> faces.put(face.id(), face));
    return true;
  }

  @Override
  public synchronized boolean change(String organisationId, Person person) {
    Entry before = people.get(person.id());
    if (before == null || !before.organisationId().equals(organisationId)) {
      return false;
    }
    refuseTakenExternalId(organisationId, person);
    people.put(
        person.id(),
        new Entry(
            organisationId,
            new Person(
                person.id(),
                person.name(),
                person.externalId(),
                person.groups(),
                before.person().consent(),
                before.person().createdAt(),
                0)));
    return true;
  }

  @Override
  public synchronized Optional<List<String>> erase(String organisationId, String personId) {
    if (!isThere(organisationId, personId)) {
      return Optional.empty();
    }
    people.remove(personId);
    List<String> gone = facesOf(personId).stream().map(EnrolledFace::id).toList();
    gone.forEach(faces::remove);
    return Optional.of(gone);
  }

  private List<EnrolledFace> facesOf(String personId) {
    return faces.values().stream().filter(face -> face.personId().equals(personId)).toList();
  }

  @Override
  public synchronized Optional<Person> find(String organisationId, String personId) {
    return Optional.ofNullable(people.get(personId))
        .filter(entry -> entry.organisationId().equals(organisationId))
        .map(Entry::person)
        .map(this::counted);
  }

  private Person counted(Person person) {
    return new Person(
        person.id(),
        person.name(),
        person.externalId(),
        person.groups(),
        person.consent(),
        person.createdAt(),
        facesOf(person.id()).size());
  }

  @Override
  public synchronized Optional<Person> findByExternalId(String organisationId, String externalId) {
    return of(organisationId).filter(person -> externalId.equals(person.externalId())).findFirst();
  }

  @Override
  public synchronized List<Person> findByName(String organisationId, String name, int limit) {
    return of(organisationId)
        .filter(person -> SameName.is(person.name(), name))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<EnrolledFace> facesOf(String organisationId, String personId) {
    return isThere(organisationId, personId) ? facesOf(personId) : List.of();
  }

  @Override
  public synchronized boolean removeFace(
      String organisationId, String personId, String faceId, Author author) {
    boolean another =
        facesOf(organisationId, personId).stream().anyMatch(face -> !face.id().equals(faceId));
    EnrolledFace face = faces.get(faceId);
    if (!another || face == null || !face.personId().equals(personId)) {
      return false;
    }
    faces.remove(faceId);
    return true;
  }

  private Stream<Person> of(String organisationId) {
    return people.values().stream()
        .filter(entry -> entry.organisationId().equals(organisationId))
        .map(Entry::person)
        .map(this::counted);
  }

  @Override
  public synchronized Page<Person> list(
      String organisationId, Reach reach, int limit, Optional<String> cursor, String text) {
    List<Person> found =
        people.headMap(cursor.orElse("~"), false).descendingMap().values().stream()
            .filter(entry -> entry.organisationId().equals(organisationId))
            .map(Entry::person)
            .filter(person -> reach.holdsPerson(person.id()))
            .filter(person -> holds(person, text))
            .limit(limit + 1L)
            .map(this::counted)
            .toList();
    return found.size() <= limit
        ? new Page<>(found, Optional.empty())
        : new Page<>(found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
  }

  private static boolean holds(Person person, String text) {
    String externalId = person.externalId();
    return person.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))
        || (externalId != null && externalId.contains(text));
  }

  @Override
  public synchronized Optional<FacePicture> firstFace(String organisationId, String personId) {
    return facesOf(personId).stream()
        .filter(face -> isThere(organisationId, personId))
        .findFirst()
        .map(face -> new FacePicture(face.id(), face.mediaType()));
  }

  @Override
  public synchronized void forEachFace(BiConsumer<String, EnrolledFace> each) {
    faces.values().forEach(face -> each.accept(organisationOf(face.personId()), face));
    added.forEach(
        (key, template) -> {
          EnrolledFace face = faces.get(key.faceId());
          if (face != null) {
            each.accept(
                organisationOf(face.personId()),
                new EnrolledFace(
                    face.id(), face.personId(), template, face.mediaType(), face.createdAt()));
          }
        });
  }

  @Override
  public synchronized List<UnreadFace> facesWithout(Embedder embedder, String after, int limit) {
    return faces.tailMap(after, false).values().stream()
        .filter(face -> !face.template().embedder().equals(embedder))
        .filter(face -> !added.containsKey(new Key(face.id(), embedder)))
        .limit(limit)
        .map(
            face ->
                new UnreadFace(
                    face.id(),
                    organisationOf(face.personId()),
                    face.personId(),
                    face.mediaType(),
                    face.createdAt()))
        .toList();
  }

  @Override
  public synchronized boolean addTemplate(String faceId, Embedding template, double quality) {
    EnrolledFace face = faces.get(faceId);
    if (face == null) {
      return false;
    }
    if (!face.template().embedder().equals(template.embedder())) {
      added.putIfAbsent(new Key(faceId, template.embedder()), template);
    }
    return true;
  }

  @Override
  public synchronized Set<String> existingFaces(Set<String> faceIds) {
    return faceIds.stream().filter(faces::containsKey).collect(Collectors.toSet());
  }

  @Override
  public synchronized Counts counts(String organisationId) {
    return new Counts(
        people.keySet().stream().filter(id -> isThere(organisationId, id)).count(),
        faces.values().stream().filter(face -> isThere(organisationId, face.personId())).count());
  }

  @Override
  public synchronized Counts countsOfAll() {
    return new Counts(people.size(), faces.size());
  }

  private String organisationOf(String personId) {
    Entry entry = people.get(personId);
    return entry == null ? "" : entry.organisationId();
  }
}
