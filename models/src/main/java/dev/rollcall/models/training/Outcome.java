package dev.rollcall.models.training;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a training ended.
 *
 * @param finished false: it was stopped, and can be resumed
 * @param out its folder
 * @param model {@code <id>/<version>} with SavedModel, manifest and report; {@code out} where it
 *     was stopped
 * @param figures as {@code figures.json} holds them
 */
public record Outcome(boolean finished, Path out, Path model, Map<String, Object> figures) {
  static Outcome stopped(Path out) {
    return new Outcome(false, out, out, Map.of());
  }
}
