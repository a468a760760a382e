package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.batching.BatchScheduler;
import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.Lease;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.vision.Framing;
import dev.rollcall.inference.vision.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The networks as one request sees them, in one version, through the common batches. */
record Networks(Lease lease, BatchScheduler batches, RequestScope scope) {
  Optional<Model> find(Task task) {
    return lease.find(task);
  }

  /** Cuts the crop, and its mirror image where the manifest wants it, and queues both. */
  <T> Asked<T> ask(
      Model model, Picture picture, Framing framing, Function<List<Outputs.Row>, T> read) {
    Raster crop = picture.crop(framing);
    List<CompletableFuture<Outputs.Row>> rows = new ArrayList<>();
    rows.add(batches.submit(model, scope, crop));
    if (model.manifest().input().mirror()) {
      rows.add(batches.submit(model, scope, crop.mirrored()));
    }
    return new Asked<>(rows, read);
  }

  /** Where the crop of a face lies for a network; empty where the points it needs are unknown. */
  static Optional<Framing> framing(ModelManifest manifest, Picture picture, Subject face) {
    ModelManifest.Input input = manifest.input();
    if (input.crop() instanceof Crop.Similarity similarity) {
      var points = face.points(similarity.source());
      return points.isEmpty()
          ? Optional.empty()
          : Optional.of(Framing.of(similarity, points, input.width(), input.height()));
    }
    if (input.crop() instanceof Crop.Box box) {
      return Optional.of(
          Framing.of(
              box, face.box(), input.width(), input.height(), picture.width(), picture.height()));
    }
    return Optional.of(Framing.letterbox(face.box(), input.width(), input.height()));
  }
}
