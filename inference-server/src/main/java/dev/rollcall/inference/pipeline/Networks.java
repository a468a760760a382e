package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.batching.BatchScheduler;
import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.Lease;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.face.Point;
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
   * Cuts crops, and mirror images where the manifest wants them, and queues them together.
   *
   * @param looks by what asks for them, the same number for each
   * @param read what the rows of one face mean, and where its first crop lies
   */
  <K, T> Map<K, Asked<T>> ask(
      Model model,
      Picture picture,
      Map<K, List<Framing>> looks,
      BiFunction<List<Outputs.Row>, Framing, T> read) {
    boolean mirror = model.manifest().input().mirror();
    List<Raster> crops = new ArrayList<>();
    for (List<Framing> face : looks.values()) {
      for (Framing look : face) {
        Raster crop = picture.crop(look);
        crops.add(crop);
        if (mirror) {
          crops.add(crop.mirrored());
        }
      }
    }
    List<CompletableFuture<Outputs.Row>> rows = batches.submit(model, scope, crops);
    int rowsAFace = looks.isEmpty() ? 0 : rows.size() / looks.size();
    Map<K, Asked<T>> asked = new LinkedHashMap<>();
    looks.forEach(
        (key, face) -> {
          int first = asked.size() * rowsAFace;
          asked.put(
              key,
              new Asked<>(
                  List.copyOf(rows.subList(first, first + rowsAFace)),
                  answers -> read.apply(answers, face.get(0))));
        });
    return asked;
  }

  /** Where the crops of a face lie for a network; none where the points it needs are unknown. */
  static List<Framing> looks(ModelManifest manifest, Picture picture, Subject face) {
    ModelManifest.Input input = manifest.input();
    if (input.crop() instanceof Crop.Similarity similarity) {
      return looks(similarity, input, face);
    }
    if (input.crop() instanceof Crop.Box box) {
      return List.of(
          Framing.of(
              box, face.box(), input.width(), input.height(), picture.width(), picture.height()));
    }
    return List.of(Framing.letterbox(face.box(), input.width(), input.height()));
  }

  static List<Framing> looks(Crop.Similarity recipe, ModelManifest.Input input, Subject face) {
    List<Point> points = face.points(recipe.source(), recipe.indices());
    Crop.Points closerBy = recipe.closerBy();
    List<Point> others =
        closerBy == null ? points : face.points(closerBy.source(), closerBy.indices());
    List<Point> firstPoints = points.isEmpty() ? others : points;
    if (firstPoints.isEmpty()) {
      return List.of();
    }
    Framing first = Framing.of(firstPoints, recipe.template(), input.width(), input.height());
    Double closer = recipe.closer();
    if (closer == null) {
      return List.of(first);
    }
    Framing second =
        others.isEmpty() || others.equals(firstPoints)
            ? first
            : Framing.of(others, recipe.template(), input.width(), input.height());
    return List.of(first, second.closer(closer));
  }
}
