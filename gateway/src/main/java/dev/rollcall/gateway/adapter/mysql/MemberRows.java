package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.roster.Membership;
import dev.rollcall.gateway.port.GroupStore;
import dev.rollcall.gateway.port.Page;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** Who belongs to a group, and since when. */
final class MemberRows {
  private MemberRows() {}

  static Page<GroupStore.Member> members(
      Database database,
      String organisationId,
      String groupId,
      LocalDate on,
      int limit,
      Optional<String> cursor) {
    Where where =
        new Where()
            .and("m.group_id = ?", groupId)
            .and("p.organisation_id = ?", organisationId)
            .and("m.joined_on <= ?", on)
            .and("m.left_on IS NULL OR m.left_on > ?", on);
    NameCursor.behind(where, NameCursor.parse(cursor), "p.name", "p.id");
    return Where.page(
        where.query(
            database,
            "SELECT p.id, p.name, MIN(m.joined_on) AS joined_on, MAX(m.left_on) AS left_on"
                + " FROM group_member m JOIN person p ON p.id = m.person_id ",
            " GROUP BY p.id, p.name ORDER BY p.name, p.id LIMIT ?",
            MemberRows::member,
            limit + 1),
        limit,
        member -> new NameCursor(member.name(), member.personId()).format());
  }

  static GroupStore.Member member(ResultSet row) throws SQLException {
    return new GroupStore.Member(
        row.getString("id"),
        row.getString("name"),
        Sql.date(row, "joined_on"),
        Sql.dateOrNull(row, "left_on"));
  }

  /** False where the person belongs to it already, from that day or an earlier one on. */
  static boolean join(Connection connection, Membership membership) throws SQLException {
    Optional<LocalDate> since =
        Sql.query(
                connection,
                "SELECT MIN(joined_on) AS since FROM group_member WHERE group_id = ?"
                    + " AND person_id = ? AND left_on IS NULL",
                row -> Optional.ofNullable(Sql.dateOrNull(row, "since")),
                membership.groupId(),
                membership.personId())
            .get(0);
    if (since.isPresent()) {
      if (!membership.joinedOn().isBefore(since.get())) {
        return false;
      }
      Sql.update(
          connection,
          "DELETE FROM group_member WHERE group_id = ? AND person_id = ? AND left_on IS NULL",
          membership.groupId(),
          membership.personId());
    }
    // Left and joined again on one day: as if the person had never left.
    Sql.update(
        connection,
        "INSERT INTO group_member (group_id, person_id, joined_on) VALUES (?, ?, ?)"
            + " ON DUPLICATE KEY UPDATE left_on = NULL",
        membership.groupId(),
        membership.personId(),
        membership.joinedOn());
    return true;
  }

  /** False where the person does not belong to it. */
  static boolean leave(Connection connection, String groupId, String personId, LocalDate from)
      throws SQLException {
    int never =
        Sql.update(
            connection,
            "DELETE FROM group_member WHERE group_id = ? AND person_id = ? AND left_on IS NULL"
                + " AND joined_on >= ?",
            groupId,
            personId,
            from);
    int left =
        Sql.update(
            connection,
            "UPDATE group_member SET left_on = ? WHERE group_id = ? AND person_id = ?"
                + " AND left_on IS NULL",
            from,
            groupId,
            personId);
    return never + left > 0;
  }
}
