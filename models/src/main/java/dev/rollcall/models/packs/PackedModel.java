package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.graph.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One network of a pack: all that its manifest says, except for the hash that only the conversion
 * gives, and how its files become a graph.
 *
 * @param version changes with everything that changes the files or the manifest
 * @param reader reads the source's first file; the others lie beside it
 * @param mirrorPaths {@code <folder>/<file>} of each source file in a site's own mirror; empty for
 *     npm packages
 */
record PackedModel(
    String id,
    String version,
    Task task,
    ModelManifest.Source source,
    Reader reader,
    ModelManifest.Licence licence,
    ModelManifest.Input input,
    @Nullable Double threshold,
    List<String> labels,
    List<ModelManifest.Accuracy> accuracy,
    List<String> mirrorPaths) {

  PackedModel {
    mirrorPaths = List.copyOf(mirrorPaths);
    labels = List.copyOf(labels);
    accuracy = List.copyOf(accuracy);
    if (source.files().isEmpty()) {
      throw new IllegalArgumentException(id + " has no source file");
    }
  }

  /** Those whose training data is not for research alone. */
  static List<PackedModel> allowed(List<PackedModel> models) {
    return models.stream().filter(model -> !model.licence().researchOnly()).toList();
  }

  /** One whose files come in an npm package. */
  PackedModel(
      String id,
      String version,
      Task task,
      ModelManifest.Source source,
      Reader reader,
      ModelManifest.Licence licence,
      ModelManifest.Input input,
      @Nullable Double threshold,
      List<String> labels,
      List<ModelManifest.Accuracy> accuracy) {
    this(id, version, task, source, reader, licence, input, threshold, labels, accuracy, List.of());
  }

  /** Reads a network out of the file that describes it. */
  interface Reader {
    Network read(Path file) throws IOException;
  }

  ModelManifest manifest(String sha256) {
    return new ModelManifest(
        id, version, task, source, sha256, licence, input, threshold, labels, accuracy);
  }
}
