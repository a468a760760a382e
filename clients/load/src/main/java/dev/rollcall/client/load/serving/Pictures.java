package dev.rollcall.client.load.serving;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is sent: in every round each picture once, in an order of its own, so that two measurements
 * of the same length have the same work.
 *
 * @param lone one face in 640 x 480, for the latency of a single check-in
 */
record Pictures(List<Sample> all, List<Sample> lone) {
  /** Most come alone to check in; now and then a group, a class. */
  private static final List<Integer> FACES = List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 5, 12, 29);

  private static final int LONE = 10;
  private static final int MOST_FILES = 200;
  private static final String SAMPLES = "@vladmandic/face-api/demo";

  Pictures {
    all = List.copyOf(all);
    lone = List.copyOf(lone);
  }

  /**
   * Composes pictures of the photographs that the face-api package carries; group pictures of the
   * test data come as they are.
   *
   * @param nodeModules holds the package
   * @throws IOException where the package is missing
   */
  static Pictures composed(Path nodeModules, List<Path> groups, FaceServer server, long seed)
      throws IOException {
    Heads heads = Heads.cut(photographs(nodeModules), server);
    Random random = new Random(seed);
    List<Sample> all = new ArrayList<>();
    for (int faces : FACES) {
      all.add(heads.compose(faces, random));
    }
    for (Path group : groups) {
      all.add(file(group));
    }
    return new Pictures(all, lone(heads, random));
  }

  /**
   * The files of a folder, to any depth, as they are.
   *
   * @throws IOException where there are none
   */
  static Pictures of(Path folder, Path nodeModules, FaceServer server, long seed)
      throws IOException {
    List<Path> files = new ArrayList<>(filesIn(folder));
    if (files.isEmpty()) {
      throw new IOException(folder + " holds no JPEG or PNG: give another --images");
    }
    Collections.shuffle(files, new Random(seed));
    List<Sample> all = new ArrayList<>();
    for (Path file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
      all.add(file(file));
    }
    Path samples = nodeModules.resolve(SAMPLES).resolve("sample1.jpg");
    return new Pictures(
        all,
        lone(
            Heads.cut(Files.exists(samples) ? List.of(samples) : files, server), new Random(seed)));
  }

  /**
   * Six photographs of three to five people.
   *
   * @throws IOException where the package is missing
   */
  static List<Path> photographs(Path nodeModules) throws IOException {
    Path samples = nodeModules.resolve(SAMPLES);
    if (!Files.isDirectory(samples)) {
      throw new IOException(
          "%s is missing: ./rollcall models install gets it, or give --images DIR"
              .formatted(samples));
    }
    return IntStream.rangeClosed(1, 6)
        .mapToObj(i -> samples.resolve("sample" + i + ".jpg"))
        .toList();
  }

  private static List<Sample> lone(Heads heads, Random random) throws IOException {
    List<Sample> lone = new ArrayList<>();
    for (int i = 0; i < LONE; i++) {
      lone.add(heads.compose(1, random));
    }
    return lone;
  }

  static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Pictures::isPicture).sorted().toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }

  private static Sample file(Path file) throws IOException {
    return new Sample(file.getFileName().toString(), ByteString.copyFrom(Files.readAllBytes(file)));
  }

  /** So many, in shuffled rounds; the same for the same seed. */
  List<Sample> rounds(int count, long seed) {
    Random random = new Random(seed);
    List<Sample> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      List<Sample> round = new ArrayList<>(all);
      Collections.shuffle(round, random);
      drawn.addAll(round);
    }
    return drawn.subList(0, count);
  }
}
