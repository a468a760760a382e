package dev.rollcall.models.training;

import dev.rollcall.inference.catalog.ModelManifest;
import java.nio.file.Path;

/**
 * The installed network that a training begins with.
 *
 * @param folder its SavedModel
 * @param manifest tells how faces are cut for it, and under which terms it may be used
 */
public record Base(Path folder, ModelManifest manifest) {
  int side() {
    return manifest.input().width();
  }

  /** The terms of what is trained on it. */
  ModelManifest.Licence licence(String terms, boolean researchOnly) {
    return new ModelManifest.Licence(
        manifest.licence().spdx(),
        terms + "; begun with " + manifest.id() + ": " + manifest.licence().trainingData(),
        researchOnly || manifest.licence().researchOnly());
  }
}
