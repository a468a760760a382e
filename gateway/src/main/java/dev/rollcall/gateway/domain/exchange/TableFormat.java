package dev.rollcall.gateway.domain.exchange;

import java.util.Locale;
import java.util.Optional;

/** A kind of file that a table can become. */
public enum TableFormat {
  CSV("text/csv; charset=utf-8"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PDF("application/pdf");

  private final String mediaType;

  TableFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** As file names end, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty for {@code json} and whatever else is no file. */
  public static Optional<TableFormat> named(String name) {
    for (TableFormat format : values()) {
      if (format.extension().equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Of the first kind of file that an Accept header names before JSON. */
  public static Optional<TableFormat> accepted(String accept) {
    for (String type : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String name = type.strip().split(";", -1)[0];
      if (name.equals("application/json")) {
        return Optional.empty();
      }
      for (TableFormat format : values()) {
        if (format.mediaType.split(";", -1)[0].equals(name)) {
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }
}
