package dev.rollcall.gateway.adapter.mysql;

import dev.rollcall.gateway.domain.register.Figures;
import dev.rollcall.gateway.domain.register.Presence;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Sums of one presence, in the columns presence, lines_there, late and present. */
final class FigureRows {
  private FigureRows() {}

  static Figures of(ResultSet row) throws SQLException {
    Presence presence = Presence.valueOf(row.getString("presence"));
    long lines = row.getLong("lines_there");
    return new Figures(
        presence == Presence.PRESENT ? lines : 0,
        presence == Presence.LATE ? lines : 0,
        presence == Presence.HALF_DAY ? lines : 0,
        presence == Presence.ABSENT ? lines : 0,
        presence == Presence.EXCUSED ? lines : 0,
        presence == Presence.PENDING ? lines : 0,
        row.getLong("late"),
        row.getLong("present"));
  }
}
