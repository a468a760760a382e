package dev.rollcall.client.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Pictures in one folder a person, as LFW lays them out, split into people to enrol and strangers.
 *
 * @param enrolled each with the picture to enrol and another to check in with
 * @param strangers one picture each of people who are not enrolled
 */
record FaceFolders(List<Pair> enrolled, List<Path> strangers) {
  /** Two different pictures of one person. */
  record Pair(String name, Path enrolment, Path probe) {}

  /**
   * Draws people at random, the same ones for the same seed.
   *
   * @throws IOException where there are fewer people with two pictures than wanted
   */
  static FaceFolders draw(Path images, int people, int strangers, long seed) throws IOException {
    List<Path> folders = new ArrayList<>(children(images, Files::isDirectory));
    Collections.shuffle(folders, new Random(seed));
    List<Pair> enrolled = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    for (Path folder : folders) {
      List<Path> pictures = children(folder, FaceFolders::isPicture);
      if (pictures.size() >= 2 && enrolled.size() < people) {
        String name = folder.getFileName().toString().replace('_', ' ');
        enrolled.add(new Pair(name, pictures.get(0), pictures.get(1)));
      } else if (!pictures.isEmpty() && others.size() < strangers) {
        others.add(pictures.get(0));
      }
    }
    if (enrolled.size() < people) {
      throw new IOException(
          "%s holds %d people with two pictures, %d are wanted: give fewer with --people"
              .formatted(images, enrolled.size(), people));
    }
    return new FaceFolders(List.copyOf(enrolled), List.copyOf(others));
  }

  private static List<Path> children(Path folder, java.util.function.Predicate<Path> wanted)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is not a folder: --images takes one folder a person");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).sorted().toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }
}
