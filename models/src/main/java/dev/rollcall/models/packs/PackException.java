package dev.rollcall.models.packs;

import java.io.IOException;

/** Why a pack could not be installed or read; the message says what to do next. */
public final class PackException extends IOException {
  private static final long serialVersionUID = 1L;

  /** The closed list of what can go wrong. */
  public enum Kind {
    /** There is no pack or model of that name. */
    UNKNOWN,
    /** The weights' files are not there and could not be fetched. */
    SOURCE_MISSING,
    /** A weights' file is not the one that was checked when this version was made. */
    SOURCE_CHANGED,
    /** There is no room left on the disk. */
    DISK_FULL,
    /** Another install runs on the same folder. */
    BUSY,
    /** The pack is not installed, or its listing cannot be read. */
    NOT_INSTALLED
  }

  private final Kind kind;

  PackException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
