package dev.rollcall.gateway.usecase;

import java.io.IOException;
import java.io.OutputStream;

/** A file that can be begun; what it holds is read while it is written. */
public interface TableExport {
  void writeTo(OutputStream out) throws IOException;
}
