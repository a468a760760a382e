package dev.rollcall.models.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every picture under a folder, to any depth, in the order of names. */
public record PictureSet(Path root, List<Shot> shots) {
  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "webp", "bmp");

  public PictureSet {
    shots = List.copyOf(shots);
  }

  /**
   * Looks for pictures; hidden files and folders are passed over.
   *
   * @throws EvaluationException where it holds no picture
   */
  public static PictureSet read(Path folder) throws IOException, EvaluationException {
    List<Shot> shots = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(PictureSet::isPicture)
          .map(file -> new Shot(file, name(folder, file)))
          .filter(shot -> !shot.name().startsWith(".") && !shot.name().contains("/."))
          .sorted((one, other) -> one.name().compareTo(other.name()))
          .forEach(shots::add);
    }
    if (shots.isEmpty()) {
      throw new EvaluationException(
          folder + " holds no picture (JPEG, PNG, WebP or BMP), at any depth");
    }
    return new PictureSet(folder, shots);
  }

  private static boolean isPicture(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
  }

  private static String name(Path folder, Path file) {
    List<String> parts = new ArrayList<>();
    folder.relativize(file).forEach(part -> parts.add(part.toString()));
    return String.join("/", parts);
  }

  /** The pictures by the folder they lie in, both in the order of names. */
  Map<String, List<Shot>> byFolder() {
    Map<String, List<Shot>> folders = new TreeMap<>();
    for (Shot shot : shots) {
      folders.computeIfAbsent(shot.folder(), any -> new ArrayList<>()).add(shot);
    }
    return folders;
  }

  /** Finds {@code person/file}, whatever lies above the person's folder and however it ends. */
  Finder finder() {
    Map<String, Shot> byEnd = new LinkedHashMap<>();
    for (Shot shot : shots) {
      byEnd.putIfAbsent(withoutEnding(shot.label() + "/" + shot.fileName()), shot);
    }
    return name -> Optional.ofNullable(byEnd.get(withoutEnding(name)));
  }

  /** See {@link #finder}. */
  interface Finder {
    Optional<Shot> find(String name);
  }

  private static String withoutEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
  }
}
