package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.access.Reach;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.attendance.Profile;
import dev.rollcall.gateway.domain.attendance.SameName;
import dev.rollcall.gateway.domain.attendance.SearchText;
import dev.rollcall.gateway.port.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds people, alone and in pages. */
final class PersonRows {
  private static final int MOST_NAMESAKES = 200;
  private static final String PERSON_COLUMNS =
      "SELECT p.id, p.name, p.external_id, p.consent, p.created_at, p.birth_date, p.gender,"
          + " p.version, (SELECT COUNT(*) FROM enrolled_face f WHERE f.person_id = p.id) AS faces"
          + " FROM person p ";

  private final Database database;

  PersonRows(Database database) {
    this.database = database;
  }

  boolean isWithin(String organisationId, Reach reach, String personId) {
    return !new Where()
        .and("p.id = ?", personId)
        .and("p.organisation_id = ?", organisationId)
        .within(reach, null, "p.id")
        .query(database, "SELECT 1 FROM person p ", "", row -> row.getInt(1))
        .isEmpty();
  }

  private record Known(String personId, Profile profile) {}

  Map<String, Profile> profiles(String organisationId, Set<String> personIds) {
    Map<String, Profile> profiles = new HashMap<>();
    for (Known known :
        new Where()
            .and("p.organisation_id = ?", organisationId)
            .andIn("p.id", personIds)
            .query(
                database,
                "SELECT p.id, p.birth_date, p.gender FROM person p ",
                "",
                row -> new Known(row.getString("id"), profile(row)))) {
      profiles.put(known.personId(), known.profile());
    }
    return profiles;
  }

  private static Profile profile(ResultSet row) throws SQLException {
    return new Profile(Sql.dateOrNull(row, "birth_date"), row.getString("gender"));
  }

  Optional<Person> find(String organisationId, String personId) {
    return database.read(
        connection ->
            PersonGroups.filled(
                    connection,
                    Sql.query(
                        connection,
                        PERSON_COLUMNS + "WHERE p.id = ? AND p.organisation_id = ?",
                        PersonRows::person,
                        personId,
                        organisationId))
                .stream()
                .findFirst());
  }

  Optional<Person> findByExternalId(String organisationId, String externalId) {
    return database.read(
        connection ->
            PersonGroups.filled(
                    connection,
                    Sql.query(
                        connection,
                        PERSON_COLUMNS + "WHERE p.organisation_id = ? AND p.external_id = ?",
                        PersonRows::person,
                        organisationId,
                        externalId))
                .stream()
                .findFirst());
  }

  /** The index finds names of any accents; those of others are sorted out here. */
  List<Person> findByName(String organisationId, String name, int limit) {
    return database.read(
        connection -> {
          List<Person> found =
              Sql.query(
                  connection,
                  PERSON_COLUMNS
                      + "WHERE p.organisation_id = ? AND p.name = ? ORDER BY p.id LIMIT ?",
                  PersonRows::person,
                  organisationId,
                  name,
                  MOST_NAMESAKES);
          return PersonGroups.filled(
              connection,
              found.stream()
                  .filter(person -> SameName.is(person.name(), name))
                  .limit(limit)
                  .toList());
        });
  }

  Page<Person> list(
      String organisationId,
      Reach reach,
      @Nullable String groupId,
      int limit,
      Optional<String> cursor,
      String text) {
    Where where =
        new Where()
            .and("p.organisation_id = ?", organisationId)
            .andIf("p.id < ?", NameCursor.id(cursor))
            .andIf(
                "p.id IN (SELECT m.person_id FROM group_member m WHERE m.group_id = ?"
                    + " AND m.left_on IS NULL)",
                groupId)
            .within(reach, null, "p.id");
    if (!text.isEmpty()) {
      where.and(
          "p.search_text LIKE ? ESCAPE '!'",
          FoldedNames.bytes(NameCursor.pattern(SearchText.of(text))));
    }
    // A key holds all that is looked at; the rows are read of those alone who are shown.
    List<Person> found =
        where.query(
            database,
            PERSON_COLUMNS + "JOIN (SELECT p.id FROM person p ",
            " ORDER BY p.id DESC LIMIT ?) found ON found.id = p.id ORDER BY p.id DESC",
            PersonRows::person,
            limit + 1);
    return Where.page(
        database.read(connection -> PersonGroups.filled(connection, found)), limit, Person::id);
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getString("id"),
        row.getString("name"),
        row.getString("external_id"),
        List.of(),
        row.getString("consent"),
        Sql.instant(row, "created_at"),
        row.getInt("faces"),
        List.of(),
        profile(row),
        row.getLong("version"));
  }
}
