package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.exchange.Table;
import dev.rollcall.gateway.domain.exchange.TableFormat;
import java.io.IOException;
import java.io.OutputStream;

/** Makes files of tables, row by row: a long table never lies in memory whole, but as a PDF. */
public interface TableWriter {
  /** Writes and flushes; does not close the stream. */
  void write(Table table, TableFormat format, OutputStream out) throws IOException;
}
