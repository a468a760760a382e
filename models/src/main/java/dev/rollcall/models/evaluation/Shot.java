package dev.rollcall.models.evaluation;

import java.nio.file.Path;

/**
 * One picture of a set.
 *
 * @param name path under the set's folder, parted by slashes
 */
public record Shot(Path file, String name) {
  /** The folder that it lies in, as a path under the set's; empty at the top. */
  String folder() {
    return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
  }

  /** The last part of {@link #folder}: a person, or a label. */
  String label() {
    return folder().substring(folder().lastIndexOf('/') + 1);
  }

  String fileName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
