package dev.rollcall.inference.catalog;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.inference.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
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
 * name that begins with a dot. {@link #refresh} takes the chosen one, else the newest, which after
 * a folder was taken away is an older one again. A network of another id takes the place of what
 * does its task, but for the embedder: a gallery belongs to that, so it changes at a start.
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
   * Loads what {@link Choices} wants of a pack: one network for each task, except that all networks
   * for liveness are heard.
   *
   * @throws IOException where the pack is missing or finds no faces, a file is not what its
   *     manifest says, or a network does not run; nothing stays open then
   */
  public static Catalog open(Path store, String pack, Engine engine) throws IOException {
    return open(store, pack, engine, EnumSet.allOf(Task.class));
  }

  /** The same with the networks for some tasks alone, for a run that needs no others. */
  public static Catalog open(Path store, String pack, Engine engine, Set<Task> tasks)
      throws IOException {
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
      for (StoredModel stored : StoredModel.servingOf(folder)) {
        if (stored.readable().filter(manifest -> !tasks.contains(manifest.task())).isPresent()) {
          continue;
        }
        Model model = stored.open(engine, Optional.empty());
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

  /**
   * The manifests of what a server of a pack serves, by id; nothing is loaded.
   *
   * @param pack its folder
   * @throws IOException where the store or the choice cannot be read
   */
  public static List<ModelManifest> wanted(Path pack) throws IOException {
    return StoredModel.servingOf(pack).stream()
        .flatMap(stored -> stored.readable().stream())
        .toList();
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
   * Loads what the store wants to be served and does not yet, and swaps it in. One at a time; calls
   * that are under way keep what they see.
   *
   * @throws IOException where the store cannot be read; everything stays as it is
   */
  public Changes refresh() throws IOException {
    synchronized (refreshing) {
      List<ModelManifest> swapped = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      List<StoredModel> wanted = StoredModel.servingOf(folder);
      refused.removeIf(version -> !Files.isDirectory(version.folder()));
      for (StoredModel stored : wanted) {
        if (refused.contains(stored) || serves(stored)) {
          continue;
        }
        try {
          Model model = stored.open(engine, served(stored));
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

  /** False where it is the embedder that would become another, or the catalog is closed. */
  private boolean swapIn(Model model) {
    Slot slot = Slot.of(model.manifest());
    Model old;
    synchronized (this) {
      old = models.get(slot);
      boolean another = old != null && !old.manifest().id().equals(model.manifest().id());
      if (closed || (another && !isSwitchable(slot.task()))) {
        return false;
      }
      models.put(slot, model);
    }
    if (old != null) {
      old.release();
    }
    return true;
  }

  /** Whether another network can take over a task while the server runs. */
  static boolean isSwitchable(Task task) {
    return task != Task.RECOGNITION && task != Task.LIVENESS;
  }

  /**
   * One version in the store.
   *
   * @param serving whether it is what does its task now
   * @param hasReport whether a page about its training came with it
   * @param switchable whether {@link #serve} can exchange it while the server runs
   */
  public record Stored(
      ModelManifest manifest, boolean serving, boolean hasReport, boolean switchable) {}

  /**
   * Everything in the store, by id, oldest version first.
   *
   * @throws IOException where the store cannot be read
   */
  public List<Stored> stored() throws IOException {
    List<Stored> all = new ArrayList<>();
    for (StoredModel stored : StoredModel.allOf(folder)) {
      stored.readable().ifPresent(manifest -> all.add(described(stored, manifest)));
    }
    return all;
  }

  /** A stored version by its names. */
  public Optional<Stored> stored(String id, String version) {
    return StoredModel.find(folder, id, version)
        .flatMap(stored -> stored.readable().map(manifest -> described(stored, manifest)));
  }

  private Stored described(StoredModel stored, ModelManifest manifest) {
    return new Stored(
        manifest,
        serves(stored),
        Files.isRegularFile(stored.report()),
        isSwitchable(manifest.task()));
  }

  /**
   * The page about a stored version; empty where there is none.
   *
   * @throws IOException where it cannot be read, or is longer than {@code mostBytes}
   */
  public Optional<String> report(String id, String version, long mostBytes) throws IOException {
    Optional<StoredModel> stored = StoredModel.find(folder, id, version);
    if (stored.isEmpty() || !Files.isRegularFile(stored.get().report())) {
      return Optional.empty();
    }
    Path page = stored.get().report();
    if (Files.size(page) > mostBytes) {
      throw new IOException("%s is longer than %d bytes".formatted(page, mostBytes));
    }
    return Optional.of(Files.readString(page));
  }

  /**
   * Loads a stored version, serves it in the place of what does its task, and notes the choice for
   * every later start. Where it does not load, all stays as it was.
   *
   * @throws IOException where it is not in the store, is damaged or does not run
   */
  public void serve(String id, String version) throws IOException {
    synchronized (refreshing) {
      StoredModel stored =
          StoredModel.find(folder, id, version)
              .orElseThrow(
                  () -> new IOException("the store holds no %s %s".formatted(id, version)));
      if (!serves(stored)) {
        Model model = stored.open(engine, served(stored));
        if (!swapIn(model)) {
          model.release();
          throw new IOException("%s %s cannot take over now".formatted(id, version));
        }
        LOG.info("{} serves from now on, as was asked", stored.folder());
      }
      Task task = stored.readable().map(ModelManifest::task).orElseThrow();
      Choices.read(folder).with(task, new Choices.Chosen(id, version)).write(folder);
    }
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
