package dev.rollcall.gateway.domain.face;

import java.util.List;
import java.util.Optional;

/** What the inference server has loaded, and the device it runs on. */
public record ModelCatalog(String device, String deviceDetail, String pack, List<Model> models) {
  public ModelCatalog {
    models = List.copyOf(models);
  }

  public boolean has(String task) {
    return models.stream().anyMatch(model -> model.task().equals(task));
  }

  /** The embedder with its threshold; empty where the pack brings none that says both. */
  public Optional<Recognition> recognition() {
    for (Model model : models) {
      Double threshold = model.threshold();
      if (model.task().equals("RECOGNITION") && threshold != null) {
        return Optional.of(new Recognition(new Embedder(model.id(), model.version()), threshold));
      }
    }
    return Optional.empty();
  }

  /** An embedder and the largest distance at which two of its embeddings count as one person. */
  public record Recognition(Embedder embedder, double threshold) {}
}
