package dev.rollcall.gateway.domain.exchange;

import java.time.Instant;
import java.time.LocalDate;

/** What stands in a cell of a table. */
public sealed interface Cell {
  Cell EMPTY = new Text("");

  /** Words as they are stored; a writer defuses them where a program would run them. */
  record Text(String value) implements Cell {}

  /** How many. */
  record Count(long value) implements Cell {}

  /** A part of one: 0.5 is half, shown as 50.0 %. */
  record Share(double value) implements Cell {}

  /** A point in time, shown in the table's zone. */
  record Moment(Instant value) implements Cell {}

  /** A day of the calendar. */
  record Day(LocalDate value) implements Cell {}
}
