package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.Ulid;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.roster.Group;
import dev.rollcall.gateway.domain.roster.Membership;
import dev.rollcall.gateway.port.Author;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups that a person is in now, by name as people know them. */
final class PersonGroups {
  private static final SecureRandom RANDOM = new SecureRandom();

  private PersonGroups() {}

  private record Belongs(String personId, String groupId, String name) {}

  private static final String NOW =
      "SELECT DISTINCT m.person_id, g.id, g.name FROM group_member m"
          + " JOIN attendance_group g ON g.id = m.group_id"
          + " WHERE m.left_on IS NULL AND NOT g.archived AND m.person_id IN (";

  private static List<Belongs> now(Connection connection, List<String> people) throws SQLException {
    return people.isEmpty()
        ? List.of()
        : Sql.query(
            connection,
            NOW + Sql.marks(people.size()) + ") ORDER BY g.name, g.id",
            row -> new Belongs(row.getString(1), row.getString(2), row.getString(3)),
            people.toArray());
  }

  /** The same people with their groups. */
  static List<Person> filled(Connection connection, List<Person> people) throws SQLException {
    Map<String, List<Belongs>> groups = new HashMap<>();
    for (Belongs one : now(connection, people.stream().map(Person::id).toList())) {
      groups.computeIfAbsent(one.personId(), id -> new ArrayList<>()).add(one);
    }
    return people.stream()
        .map(
            person -> {
              List<Belongs> mine = groups.getOrDefault(person.id(), List.of());
              return person.withGroups(
                  mine.stream().map(Belongs::name).toList(),
                  mine.stream().map(Belongs::groupId).toList());
            })
        .toList();
  }

  /** Puts a person into the groups that are named, and out of all others, from today on. */
  static void set(
      Connection connection,
      String organisationId,
      String personId,
      List<String> names,
      Author author)
      throws SQLException {
    Map<String, String> before = new LinkedHashMap<>();
    for (Belongs one : now(connection, List.of(personId))) {
      before.put(one.name(), one.groupId());
    }
    for (String name : names) {
      if (!before.containsKey(name)) {
        String groupId = findOrMake(connection, organisationId, name, author);
        MemberRows.join(connection, new Membership(groupId, personId, author.today(), null));
      }
    }
    for (Map.Entry<String, String> one : before.entrySet()) {
      if (!names.contains(one.getKey())) {
        MemberRows.leave(connection, one.getValue(), personId, author.today());
      }
    }
  }

  private static String findOrMake(
      Connection connection, String organisationId, String name, Author author)
      throws SQLException {
    Optional<String> there = find(connection, organisationId, name);
    if (there.isPresent()) {
      return there.get();
    }
    String id = Ulid.at(author.at(), RANDOM);
    int made =
        Sql.update(
            connection,
            "INSERT IGNORE INTO attendance_group (id, organisation_id, name, active_name, kind,"
                + " time_zone, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            organisationId,
            name,
            name,
            Group.Kind.OTHER.name(),
            author.zone().getId(),
            author.at());
    if (made == 1) {
      MysqlAudit.append(connection, organisationId, author.deed("group.created", id));
      return id;
    }
    return find(connection, organisationId, name)
        .orElseThrow(() -> new SQLException("a group that stood in the way is gone"));
  }

  private static Optional<String> find(Connection connection, String organisationId, String name)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT id FROM attendance_group WHERE organisation_id = ? AND active_name = ?",
        row -> row.getString(1),
        organisationId,
        name);
  }
}
