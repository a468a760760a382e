package dev.rollcall.models.convert.task;

import dev.rollcall.inference.catalog.Task;
import java.util.List;

/**
 * What a network's file does not say about itself.
 *
 * @param height in pixels; 0: as the file says
 * @param width in pixels; 0: as the file says
 * @param outputs the file's outputs that count, in the task's order (age, gender; yaw, pitch,
 *     roll); empty: all of them as they come
 * @param softmax whether the scores of classes are still logits
 * @param liveClass liveness: which of the classes is the living person; -1 where the one output is
 *     that score already
 * @param yearsFactor age: what the output is multiplied by to give years
 */
public record Recipe(
    Task task,
    Pixels pixels,
    int height,
    int width,
    List<String> outputs,
    boolean softmax,
    int liveClass,
    double yearsFactor) {
  public Recipe {
    outputs = List.copyOf(outputs);
  }

  /** The plain case: everything as the file says. */
  public static Recipe of(Task task, Pixels pixels) {
    return new Recipe(task, pixels, 0, 0, List.of(), false, -1, 1);
  }

  /** The same with the outputs named. */
  public Recipe from(String... names) {
    return new Recipe(task, pixels, height, width, List.of(names), softmax, liveClass, yearsFactor);
  }

  /** The same with logits, of which one class is the living person. */
  public Recipe liveLogit(int index) {
    return new Recipe(task, pixels, height, width, outputs, true, index, yearsFactor);
  }
}
