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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** The networks as one request sees them, in one version, through the common batches. */
record Networks(Lease lease, BatchScheduler batches, RequestScope scope) {
  Optional<Model> find(Task task) {
    return lease.find(task);
  }

  List<Model> findAll(Task task) {
    return lease.findAll(task);
  }

  /**
   * Cuts crops, closer ones and mirror images where the manifest wants them, and queues them
   * together.
   *
   * @param framings by what asks for them
   * @param read what the rows of one face mean
   */
  <K, T> Map<K, Asked<T>> ask(
      Model model,
      Picture picture,
      Map<K, Framing> framings,
      BiFunction<List<Outputs.Row>, Framing, T> read) {
    ModelManifest.Input input = model.manifest().input();
    List<Raster> crops = new ArrayList<>();
    for (Framing framing : framings.values()) {
      for (Framing look : framing.looks(input.crop())) {
        Raster crop = picture.crop(look);
        crops.add(crop);
        if (input.mirror()) {
          crops.add(crop.mirrored());
        }
      }
    }
    List<CompletableFuture<Outputs.Row>> rows = batches.submit(model, scope, crops);
    int rowsAFace = framings.isEmpty() ? 0 : rows.size() / framings.size();
    Map<K, Asked<T>> asked = new LinkedHashMap<>();
    framings.forEach(
        (key, framing) -> {
          int first = asked.size() * rowsAFace;
          asked.put(
              key,
              new Asked<>(
                  List.copyOf(rows.subList(first, first + rowsAFace)),
                  answers -> read.apply(answers, framing)));
        });
    return asked;
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
