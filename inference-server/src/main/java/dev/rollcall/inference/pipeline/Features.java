package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.catalog.Lease;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Feature;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which network brings which feature. */
final class Features {
  private Features() {}

  /** Empty where a feature needs no network of its own. */
  static Optional<Task> task(Feature feature) {
    return switch (feature) {
      case EMBEDDING -> Optional.of(Task.RECOGNITION);
      case AGE_GENDER -> Optional.of(Task.AGE_GENDER);
      case EMOTION -> Optional.of(Task.EMOTION);
      case LIVENESS -> Optional.of(Task.LIVENESS);
      case QUALITY -> Optional.empty();
      case LANDMARKS_68 -> Optional.of(Task.LANDMARKS);
      case MESH -> Optional.of(Task.FACE_MESH);
    };
  }

  /** What has to be loaded for some of them: finding faces and their points too. */
  static Set<Task> tasks(Set<Feature> wanted) {
    Set<Task> tasks = EnumSet.of(Task.DETECTION, Task.LANDMARKS, Task.FACE_MESH);
    for (Feature feature : wanted) {
      task(feature).ifPresent(tasks::add);
      if (feature == Feature.QUALITY) {
        tasks.add(Task.HEAD_POSE);
      }
    }
    return tasks;
  }

  /** Those that no loaded network brings. */
  static Set<Feature> unavailable(Set<Feature> wanted, Lease lease) {
    Set<Feature> missing = EnumSet.noneOf(Feature.class);
    for (Feature feature : wanted) {
      if (task(feature).filter(task -> lease.find(task).isEmpty()).isPresent()) {
        missing.add(feature);
      }
    }
    return missing;
  }
}
