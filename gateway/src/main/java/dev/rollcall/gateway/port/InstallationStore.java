package dev.rollcall.gateway.port;

import java.time.Instant;
import java.util.Optional;

/** What one database says about itself. Throws as the other stores do. */
public interface InstallationStore {
  /** Empty before the first start. */
  Optional<Installation> find();

  /** Stores it where there is none, and gives the one that stands. */
  Installation createIfAbsent(Installation installation, Instant now);

  /** Puts a new key check in its place: only where nothing sealed is stored. */
  void replaceKeyCheck(byte[] keyCheck);

  /** True where the database holds anything that was sealed with the key file. */
  boolean holdsSealedRows();

  /** The id, and a sealed word that only the right key opens. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  record Installation(String id, byte[] keyCheck) {}
}
