package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Profile;
import dev.rollcall.gateway.domain.attendance.SearchText;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Author;
import dev.rollcall.gateway.port.Page;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.Sealer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * People come, change and go; {@link PersonRows} finds them, and what belongs to their faces is
 * {@link FaceRows}'s.
 */
public final class MysqlPeople implements PeopleStore {
  private final Database database;
  private final PersonRows rows;
  private final FaceRows faceRows;

  public MysqlPeople(Database database, Sealer sealer) {
    this.database = database;
    this.rows = new PersonRows(database);
    this.faceRows = new FaceRows(database, sealer);
  }

  @Override
  public void add(String organisationId, Person person, List<EnrolledFace> faces, Author author) {
    database.transact(
        connection -> {
          try {
            Sql.update(
                connection,
                "INSERT INTO person (id, organisation_id, name, external_id, search_text, consent,"
                    + " created_at, birth_date, gender) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                person.id(),
                organisationId,
                person.name(),
                person.externalId(),
                searchText(person),
                person.consent(),
                person.createdAt(),
                person.profile().birthDate(),
                person.profile().gender());
          } catch (SQLException e) {
            throw externalIdTaken(e, person.externalId());
          }
          PersonGroups.set(connection, organisationId, person.id(), person.groups(), author);
          faceRows.insert(connection, faces);
          MysqlAudit.append(
              connection,
              organisationId,
              author.deed("person.created", person.id()).with("faces", faces.size()));
          KeptCounts.people(connection, organisationId, 1, faces.size());
          return true;
        });
  }

  @Override
  public boolean addFaces(
      String organisationId, String personId, List<EnrolledFace> faces, Author author) {
    return database.transact(
        connection -> {
          if (!lock(connection, organisationId, personId)) {
            return false;
          }
          faceRows.insert(connection, faces);
          MysqlAudit.append(
              connection,
              organisationId,
              author.deed("person.faces_added", personId).with("faces", faces.size()));
          KeptCounts.people(connection, organisationId, 0, faces.size());
          return true;
        });
  }

  static boolean lock(Connection connection, String organisationId, String personId)
      throws SQLException {
    return version(connection, organisationId, personId).isPresent();
  }

  private static Optional<Long> version(
      Connection connection, String organisationId, String personId) throws SQLException {
    return Sql.first(
        connection,
        "SELECT version FROM person WHERE id = ? AND organisation_id = ? FOR UPDATE",
        row -> row.getLong(1),
        personId,
        organisationId);
  }

  @Override
  public boolean change(String organisationId, Person person, Author author) {
    return database.transact(
        connection -> {
          Optional<Long> version = version(connection, organisationId, person.id());
          if (version.isEmpty()) {
            return false;
          }
          Versions.require(person.version(), version.get());
          try {
            Sql.update(
                connection,
                "UPDATE person SET name = ?, external_id = ?, search_text = ?, birth_date = ?,"
                    + " gender = ?, version = version + 1 WHERE id = ?",
                person.name(),
                person.externalId(),
                searchText(person),
                person.profile().birthDate(),
                person.profile().gender(),
                person.id());
          } catch (SQLException e) {
            throw externalIdTaken(e, person.externalId());
          }
          PersonGroups.set(connection, organisationId, person.id(), person.groups(), author);
          MysqlAudit.append(connection, organisationId, author.deed("person.changed", person.id()));
          return true;
        });
  }

  private static byte[] searchText(Person person) {
    return FoldedNames.bytes(SearchText.of(person.name(), person.externalId()));
  }

  private static RuntimeException externalIdTaken(SQLException e, @Nullable String externalId)
      throws SQLException {
    if (e.getErrorCode() != Database.DUPLICATE_ENTRY || externalId == null) {
      throw e;
    }
    return ProblemException.ofField(
        ProblemCode.EXTERNAL_ID_TAKEN,
        "external_id",
        "Somebody else has this external_id. Choose another, or add faces to that person.");
  }

  @Override
  public Optional<List<String>> erase(String organisationId, String personId, Author author) {
    return database.transact(
        connection -> {
          if (!lock(connection, organisationId, personId)) {
            return Optional.empty();
          }
          List<String> faces =
              Sql.query(
                  connection,
                  "SELECT id FROM enrolled_face WHERE person_id = ?",
                  row -> row.getString(1),
                  personId);
          Sql.update(connection, "DELETE FROM enrolled_face WHERE person_id = ?", personId);
          Sql.update(connection, "DELETE FROM person WHERE id = ?", personId);
          MysqlAudit.append(
              connection,
              organisationId,
              author.deed("person.deleted", personId).with("faces", faces.size()));
          KeptCounts.people(connection, organisationId, -1, -faces.size());
          return Optional.of(faces);
        });
  }

  @Override
  public Optional<List<EnrolledFace>> merge(
      String organisationId, String personId, String into, String reason, Author author) {
    boolean merged =
        database.transact(
            connection ->
                PeopleMerge.run(connection, organisationId, personId, into, reason, author));
    return merged ? Optional.of(faceRows.ofPerson(into)) : Optional.empty();
  }

  @Override
  public boolean isWithin(String organisationId, Reach reach, String personId) {
    return rows.isWithin(organisationId, reach, personId);
  }

  @Override
  public Map<String, Profile> profiles(String organisationId, Set<String> personIds) {
    return rows.profiles(organisationId, personIds);
  }

  @Override
  public Optional<Person> find(String organisationId, String personId) {
    return rows.find(organisationId, personId);
  }

  @Override
  public Optional<Person> findByExternalId(String organisationId, String externalId) {
    return rows.findByExternalId(organisationId, externalId);
  }

  @Override
  public List<Person> findByName(String organisationId, String name, int limit) {
    return rows.findByName(organisationId, name, limit);
  }

  @Override
  public Page<Person> list(
      String organisationId,
      Reach reach,
      @Nullable String groupId,
      int limit,
      Optional<String> cursor,
      String text) {
    return rows.list(organisationId, reach, groupId, limit, cursor, text);
  }

  @Override
  public boolean removeFace(String organisationId, String personId, String faceId, Author author) {
    return database.transact(
        connection -> {
          boolean another =
              lock(connection, organisationId, personId)
                  && Sql.first(
                          connection,
                          "SELECT id FROM enrolled_face WHERE person_id = ? AND id <> ? LIMIT 1",
                          row -> row.getString(1),
                          personId,
                          faceId)
                      .isPresent();
          boolean removed =
              another
                  && Sql.update(
                          connection,
                          "DELETE FROM enrolled_face WHERE person_id = ? AND id = ?",
                          personId,
                          faceId)
                      == 1;
          if (removed) {
            MysqlAudit.append(
                connection, organisationId, author.deed("face.removed", personId, faceId));
            KeptCounts.people(connection, organisationId, 0, -1);
          }
          return removed;
        });
  }

  @Override
  public Optional<FacePicture> firstFace(String organisationId, String personId) {
    return database.read(
        connection ->
            Sql.first(
                connection,
                "SELECT f.id, f.media_type FROM enrolled_face f JOIN person p ON p.id = f.person_id"
                    + " WHERE f.person_id = ? AND p.organisation_id = ? ORDER BY f.id LIMIT 1",
                row -> new FacePicture(row.getString(1), row.getString(2)),
                personId,
                organisationId));
  }

  @Override
  public List<EnrolledFace> facesOf(String organisationId, String personId) {
    return faceRows.facesOf(organisationId, personId);
  }

  @Override
  public void forEachFace(BiConsumer<String, EnrolledFace> each) {
    faceRows.forEachFace(each);
  }

  @Override
  public List<UnreadFace> facesWithout(Embedder embedder, String after, int limit) {
    return faceRows.facesWithout(embedder, after, limit);
  }

  @Override
  public boolean addTemplate(String faceId, Embedding template, double quality) {
    return faceRows.addTemplate(faceId, template, quality);
  }

  @Override
  public Set<String> existingFaces(Set<String> faceIds) {
    return faceRows.existingFaces(faceIds);
  }

  @Override
  public Counts counts(String organisationId) {
    return database.read(
        connection ->
            Sql.first(
                    connection,
                    "SELECT people, faces FROM people_count WHERE organisation_id = ?",
                    row -> new Counts(row.getLong(1), row.getLong(2)),
                    organisationId)
                .orElse(new Counts(0, 0)));
  }

  @Override
  public Counts countsOfAll() {
    return database.read(
        connection ->
            Sql.query(
                    connection,
                    "SELECT (SELECT COUNT(*) FROM person), (SELECT COUNT(*) FROM enrolled_face)",
                    row -> new Counts(row.getLong(1), row.getLong(2)))
                .get(0));
  }
}
