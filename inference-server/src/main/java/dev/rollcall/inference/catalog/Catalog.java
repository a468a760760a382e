package dev.rollcall.inference.catalog;

import dev.rollcall.inference.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks of one pack, loaded and warm. Thread-safe.
 *
 * <p>{@link #close} lets go of every network; those that a {@link Lease} still holds stay open
 * until it is closed.
 */
public final class Catalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

  private final String pack;
  private final Map<Slot, Model> models;

  private Catalog(String pack, Map<Slot, Model> models) {
    this.pack = pack;
    this.models = models;
  }

  /**
   * Loads the newest version of every model of a pack; of several for one task the first by id,
   * except that all networks for liveness are heard.
   *
   * @throws IOException where the pack is missing or finds no faces, a file is not what its
   *     manifest says, or a network does not run; nothing stays open then
   */
  public static Catalog open(Path store, String pack, Engine engine) throws IOException {
    Path folder = store.resolve(pack);
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          ("there is no model pack %s in %s; ./rollcall up gets it, or rollcall models install"
                  + " --pack %s")
              .formatted(pack, store, pack));
    }
    Map<Slot, Model> models = new TreeMap<>();
    boolean complete = false;
    try {
      for (StoredModel stored : StoredModel.newestOf(folder)) {
        Model model = stored.open(engine);
        ModelManifest manifest = model.manifest();
        if (models.putIfAbsent(Slot.of(manifest), model) == null) {
          LOG.info("loaded {} {} for {}", manifest.id(), manifest.version(), manifest.task());
        } else {
          LOG.warn("{} is left out: another does {} already", manifest.id(), manifest.task());
          model.release();
        }
      }
      if (models.keySet().stream().noneMatch(slot -> slot.task() == Task.DETECTION)) {
        throw new IOException(
            "%s holds no network that finds faces; rollcall models install --pack %s gets one"
                .formatted(folder, pack));
      }
      complete = true;
      return new Catalog(pack, Map.copyOf(models));
    } finally {
      if (!complete) {
        models.values().forEach(Model::release);
      }
    }
  }

  public String pack() {
    return pack;
  }

  /** Everything that is loaded, held until the lease is closed. */
  public Lease lease() {
    return new Lease(models);
  }

  @Override
  public void close() {
    models.values().forEach(Model::release);
  }
}
