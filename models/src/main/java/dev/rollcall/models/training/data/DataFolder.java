package dev.rollcall.models.training.data;

import dev.rollcall.models.training.watch.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a user brings: one folder a label, and in each, to any depth, pictures and videos.
 *
 * @param labels the folders' names in alphabetical order
 * @param files in the order of their paths
 */
public record DataFolder(Path root, List<String> labels, List<MediaFile> files) {
  private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "bmp", "webp");
  private static final Set<String> VIDEOS = Set.of("mp4", "mkv", "webm", "mov", "avi", "m4v");

  public DataFolder {
    labels = List.copyOf(labels);
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param label index of the folder it lies in
   */
  public record MediaFile(Path path, int label, boolean video) {}

  /**
   * Looks at names only.
   *
   * @param leastLabels a training that tells classes apart needs two
   * @throws TrainingException where there is nothing to learn from; the message says what belongs
   *     where
   */
  public static DataFolder read(Path root, int leastLabels) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new TrainingException(root + " is no folder: --data names one with a folder a label");
    }
    List<Path> folders = children(root).stream().filter(Files::isDirectory).toList();
    List<String> labels = new ArrayList<>();
    List<MediaFile> files = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (Path folder : folders) {
      int before = files.size();
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
          String ending = ending(file);
          if (PICTURES.contains(ending) || VIDEOS.contains(ending)) {
            files.add(new MediaFile(file, labels.size(), VIDEOS.contains(ending)));
          }
        }
      }
      if (files.size() == before) {
        empty.add(folder.getFileName().toString());
      }
      labels.add(folder.getFileName().toString());
    }
    if (!empty.isEmpty()) {
      throw new TrainingException(
          "no picture or video in %s of %s: fill or remove %s"
              .formatted(String.join(", ", empty), root, empty.size() == 1 ? "it" : "them"));
    }
    if (labels.size() < leastLabels) {
      throw new TrainingException(
          "%s holds %d label folders, %d are needed: make one folder a label, with its pictures in it"
              .formatted(root, labels.size(), leastLabels));
    }
    return new DataFolder(root, labels, files);
  }

  /** All pictures under a folder, to any depth, without labels. */
  public static List<MediaFile> pictures(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new TrainingException(root + " is no folder: --data names one with pictures in it");
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> PICTURES.contains(ending(file)))
          .sorted()
          .map(file -> new MediaFile(file, 0, false))
          .toList();
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
