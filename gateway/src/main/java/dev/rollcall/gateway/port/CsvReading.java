package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.exchange.CsvTable;
import org.jspecify.annotations.Nullable;

/** Reads text files of columns, as spreadsheets of any make and place write them. */
public interface CsvReading {
  /**
   * The whole table. Encoding (UTF-8, UTF-16 with or without a mark, Windows-1252) and separator
   * are found out where they are null. Empty lines and a {@code sep=} line are left out.
   *
   * @throws dev.rollcall.gateway.domain.problem.ProblemException FILE_UNREADABLE where it is no
   *     text, has no heading, or ends inside a quoted cell
   */
  CsvTable read(byte[] file, @Nullable String encoding, @Nullable String separator);
}
