package dev.rollcall.inference.catalog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.inference.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks of one pack, loaded and warm. Thread-safe.
 *
 * <p>Invariants: a lease is taken of all networks at one moment, so a request sees each in one
 * version; a network is swapped only for one that was verified and has run every batch size; the
 * old one is closed when the last lease that saw it is. {@link #close} lets go of every network;
 * those that a {@link Lease} still holds stay open until it is closed.
 *
 * <p>A new version is a folder {@code <id>/<version>} that appears whole, by renaming it from a
 * name that begins with a dot. {@link #refresh} takes the newest of each id, which after a folder
 * was taken away is an older one again.
 */
public final class Catalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

  private final Path folder;
  private final String pack;
  private final Engine engine;

  @GuardedBy("this")
  private final Map<Slot, Model> models;

  @GuardedBy("this")
  private boolean closed;

  /** Versions that did not load: not tried again until their folder has gone. */
  @GuardedBy("refreshing")
  private final Set<StoredModel> refused = new HashSet<>();

  private final Object refreshing = new Object();

  private Catalog(Path folder, String pack, Engine engine, Map<Slot, Model> models) {
    this.folder = folder;
    this.pack = pack;
    this.engine = engine;
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
        Model model = stored.open(engine, Optional.empty(), Turns.now());
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
      return new Catalog(folder, pack, engine, models);
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
  public synchronized Lease lease() {
    return new Lease(models);
  }

  /**
   * What a look into the store has changed.
   *
   * @param swapped the networks that serve from now on
   * @param refused why a new version does not: the one before goes on serving
   */
  public record Changes(List<ModelManifest> swapped, List<String> refused) {}

  /**
   * Loads what is newer in the store than what serves, and swaps it in. One at a time; calls that
   * are under way keep what they see.
   *
   * @param turns when the new networks may warm up
   * @throws IOException where the store cannot be read; everything stays as it is
   */
  public Changes refresh(Turns turns) throws IOException {
    synchronized (refreshing) {
      List<ModelManifest> swapped = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      List<StoredModel> newest = StoredModel.newestOf(folder);
      refused.removeIf(version -> !Files.isDirectory(version.folder()));
      for (StoredModel stored : newest) {
        if (refused.contains(stored) || serves(stored)) {
          continue;
        }
        try {
          Model model = stored.open(engine, served(stored), turns);
          if (swapIn(model)) {
            swapped.add(model.manifest());
            LOG.info("{} serves from now on", stored.folder());
          } else {
            refused.add(stored);
            model.release();
          }
        } catch (IOException | RuntimeException e) {
          refused.add(stored);
          problems.add(String.valueOf(e.getMessage()));
          LOG.error("{} is not taken, what was loaded goes on serving", stored.folder(), e);
        }
      }
      return new Changes(List.copyOf(swapped), List.copyOf(problems));
    }
  }

  private synchronized boolean serves(StoredModel stored) {
    return models.values().stream()
        .anyMatch(
            model ->
                stored
                    .folder()
                    .endsWith(Path.of(model.manifest().id(), model.manifest().version())));
  }

  /** The version of the same model that serves now. */
  private synchronized Optional<Model> served(StoredModel stored) {
    return models.values().stream()
        .filter(model -> stored.id().equals(model.manifest().id()))
        .findFirst();
  }

  /** False where another network does that task, or the catalog is closed. */
  private boolean swapIn(Model model) {
    Slot slot = Slot.of(model.manifest());
    Model old;
    synchronized (this) {
      old = models.get(slot);
      if (closed || (old != null && !old.manifest().id().equals(model.manifest().id()))) {
        return false;
      }
      models.put(slot, model);
    }
    if (old != null) {
      old.release();
    }
    return true;
  }

  @Override
  public void close() {
    List<Model> held;
    synchronized (this) {
      closed = true;
      held = List.copyOf(models.values());
    }
    held.forEach(Model::release);
  }
}
