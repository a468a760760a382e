package dev.rollcall.gateway.adapter.mariadb;

import dev.rollcall.gateway.adapter.files.PrivateFile;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/** Where the running database is and how to log in there, for the other processes of the site. */
record AddressNote(Path file) {
  /** Replaces what stands there; mode 0600. */
  void write(int port, String user, String password) throws IOException {
    PrivateFile.write(
        file, "port = %d%nuser = %s%npassword = %s%n".formatted(port, user, password));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /**
   * Reads it.
   *
   * @throws UncheckedIOException where it is not there: the database is not running
   */
  DatabaseAddress read() {
    Properties note = new Properties();
    try {
      note.load(new StringReader(PrivateFile.read(file)));
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("the embedded database is not running", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DatabaseAddress(
        url(note.getProperty("port")), note.getProperty("user"), note.getProperty("password"));
  }

  /** On loopback TLS would only cost time. */
  static String url(String port) {
    return "jdbc:mysql://127.0.0.1:%s/%s?sslMode=DISABLED".formatted(port, EmbeddedMariaDb.SCHEMA);
  }
}
