package dev.rollcall.inference.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The networks that one request sees from its beginning to its end, whatever is swapped meanwhile.
 * Closed exactly once.
 */
public final class Lease implements AutoCloseable {
  private final Map<Slot, Model> models;
  private boolean closed;

  Lease(Map<Slot, Model> models) {
    this.models = Map.copyOf(models);
    this.models.values().forEach(Model::retain);
  }

  public Optional<Model> find(Task task) {
    return findAll(task).stream().findFirst();
  }

  /** All networks for a task, by id: several for liveness, else one or none. */
  public List<Model> findAll(Task task) {
    return all().stream().filter(model -> model.manifest().task() == task).toList();
  }

  /** In the order of their tasks. */
  public List<Model> all() {
    return models.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public void close() {
    if (closed) {
      throw new IllegalStateException("this lease is closed already");
    }
    closed = true;
    models.values().forEach(Model::release);
  }
}
