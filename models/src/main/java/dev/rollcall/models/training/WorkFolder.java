package dev.rollcall.models.training;

import dev.rollcall.models.training.watch.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder that a training keeps all its files in. */
final class WorkFolder {
  private static final String UNUSABLE = "unusable.txt";

  private WorkFolder() {}

  /**
   * Makes sure that a training neither overwrites another nor resumes nothing.
   *
   * @throws TrainingException with the remedy
   */
  static void claim(Course course) throws IOException {
    boolean begun = Files.exists(course.out().resolve(TrainingLoop.LAST));
    if (begun && !course.resume()) {
      throw new TrainingException(
          course.out()
              + " holds a training already: go on with it by --resume, or give another --out");
    }
    if (course.resume() && !begun && !Files.exists(course.faces())) {
      throw new TrainingException(
          course.out() + " holds no training to resume: leave --resume out to begin one");
    }
    Files.createDirectories(course.out());
  }

  static void noteUnusable(Path faces, List<String> lines) throws IOException {
    Files.write(faces.resolve(UNUSABLE), lines);
  }

  static List<String> unusable(Path faces) throws IOException {
    Path file = faces.resolve(UNUSABLE);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}
