package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.batching.BatchScheduler;
import dev.rollcall.inference.catalog.Catalog;
import dev.rollcall.inference.catalog.Lease;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows straight to one network, in the same batches as the faces of pictures. Thread-safe; {@link
 * #infer} blocks.
 */
public final class TensorPipeline {
  private final Catalog catalog;
  private final BatchScheduler batches;

  TensorPipeline(Catalog catalog, BatchScheduler batches) {
    this.catalog = catalog;
    this.batches = batches;
  }

  /**
   * A loaded network.
   *
   * @param rowShapes of its outputs; -1: any size
   */
  public record Description(ModelManifest manifest, Map<String, List<Integer>> rowShapes) {}

  /**
   * What answered.
   *
   * @param rows as many as went in, in their order
   */
  public record Answer(Description network, List<Outputs.Row> rows) {}

  /** The network of that name, in that version or, where it is empty, in any. */
  public Optional<Description> describe(String name, String version) {
    try (Lease lease = catalog.lease()) {
      return find(lease, name, version).map(TensorPipeline::description);
    }
  }

  private static Optional<Model> find(Lease lease, String name, String version) {
    return lease.all().stream()
        .filter(model -> model.manifest().id().equals(name))
        .filter(model -> version.isEmpty() || model.manifest().version().equals(version))
        .findFirst();
  }

  private static Description description(Model model) {
    return new Description(model.manifest(), model.rowShapes());
  }

  /**
   * Runs rows.
   *
   * @throws InferenceException UNKNOWN_MODEL, INVALID_TENSOR, or as the scheduler says
   */
  public Answer infer(String name, String version, List<Raster> rows, RequestScope scope) {
    try (Lease lease = catalog.lease()) {
      Model model =
          find(lease, name, version)
              .orElseThrow(
                  () ->
                      new InferenceException(
                          Problem.UNKNOWN_MODEL,
                          "no model %s %s is loaded; ListModels tells which are"
                              .formatted(name, version)));
      rows.forEach(row -> check(row, model.manifest()));
      return new Answer(description(model), batches.run(model, scope, rows));
    }
  }

  private static void check(Raster row, ModelManifest manifest) {
    ModelManifest.Input input = manifest.input();
    boolean fits =
        input.sizeMultiple() == 0
            ? row.height() == input.height() && row.width() == input.width()
            : row.height() % input.sizeMultiple() == 0 && row.width() % input.sizeMultiple() == 0;
    if (!fits) {
      throw new InferenceException(
          Problem.INVALID_TENSOR,
          "model %s does not take rows of %d x %d; ModelMetadata tells what it takes"
              .formatted(manifest.id(), row.width(), row.height()));
    }
  }
}
