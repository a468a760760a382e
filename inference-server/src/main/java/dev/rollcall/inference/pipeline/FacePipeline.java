package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.batching.BatchScheduler;
import dev.rollcall.inference.batching.BatchSettings;
import dev.rollcall.inference.catalog.Catalog;
import dev.rollcall.inference.catalog.Lease;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import dev.rollcall.inference.face.Analysis;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.inference.vision.EncodedPicture;
import dev.rollcall.inference.vision.Picture;
import dev.rollcall.inference.vision.Vision;
import dev.rollcall.inference.vision.opencv.OpenCvVision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An encoded picture in, its faces out.
 *
 * <p>Threads: call {@link #analyze} from as many as you like; each works on its own picture, and
 * their faces meet in the batches. It blocks until the answer is there.
 *
 * <p>Memory: the decoded picture is native and freed before {@link #analyze} returns; how many are
 * decoded at once is up to the callers (the server asks {@code admission} first).
 *
 * <p>{@link #close} fails what still waits in batches and closes the networks.
 */
public final class FacePipeline implements AutoCloseable {
  /** Below what a gRPC message may hold; a page with a dozen plots in it has some 500 kB. */
  private static final long LONGEST_REPORT_BYTES = 8L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(FacePipeline.class);

  private final Engine engine;
  private final Catalog catalog;
  private final BatchScheduler batches;
  private final Vision vision;
  private final Figures figures;
  private final int mostFaces;
  private final ExecutorService loader = Executors.newSingleThreadExecutor(FacePipeline::loader);
  private volatile Runnable deviceDied =
      () -> LOG.error("the device does not come back from its work; start anew");

  private FacePipeline(
      Engine engine, Catalog catalog, Vision vision, Figures figures, int mostFaces) {
    this.engine = engine;
    this.catalog = catalog;
    this.vision = vision;
    this.figures = figures;
    this.mostFaces = mostFaces;
    this.batches =
        new BatchScheduler(
            new BatchSettings(engine.permits(), engine.mostPixels(), () -> deviceDied.run()),
            figures,
            System::nanoTime);
  }

  /**
   * Opens a pack with TensorFlow and OpenCV.
   *
   * @param store holds {@code <pack>/<id>/<version>/}
   * @param only the features that will be asked for: what they do not need is not loaded
   * @param mostFaces the most that are told of one picture, whatever the caller asks for
   * @throws IOException where the pack cannot be opened; the message says what to do
   * @throws EngineException where a GPU is wanted and none can be used
   */
  public static FacePipeline open(
      Path store,
      String pack,
      Set<Feature> only,
      DeviceChoice device,
      int mostFaces,
      Figures figures)
      throws IOException {
    Engine engine = TensorFlowEngine.open(device);
    try {
      Catalog catalog = Catalog.open(store, pack, engine, Features.tasks(only));
      return new FacePipeline(engine, catalog, new OpenCvVision(), figures, mostFaces);
    } catch (IOException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** The same with every network of the pack. */
  public static FacePipeline open(
      Path store, String pack, DeviceChoice device, int mostFaces, Figures figures)
      throws IOException {
    return open(TensorFlowEngine.open(device), store, pack, new OpenCvVision(), mostFaces, figures);
  }

  /**
   * Opens a pack on an engine, which is closed with the pipeline, or at once where that fails.
   *
   * @throws IOException where the pack cannot be opened; the message says what to do
   */
  public static FacePipeline open(
      Engine engine, Path store, String pack, Vision vision, int mostFaces, Figures figures)
      throws IOException {
    try {
      return new FacePipeline(
          engine, Catalog.open(store, pack, engine), vision, figures, mostFaces);
    } catch (IOException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /**
   * Finds the faces of a picture and what the features say of each.
   *
   * @return faces largest first, in coordinates of the upright picture; features that no loaded
   *     network brings are named and left out
   * @throws InferenceException CORRUPT_IMAGE, DEADLINE_EXCEEDED, CANCELLED, DRAINING or
   *     ENGINE_FAULT
   */
  public Analysis analyze(
      EncodedPicture encoded, Set<Feature> features, DetectionOptions options, RequestScope scope) {
    return analyze(
        encoded,
        features,
        scope,
        (networks, picture) -> {
          Model detector = networks.find(Task.DETECTION).orElseThrow();
          return new FaceFinder(networks, detector, mostFaces).find(picture, options);
        });
  }

  /**
   * Reads a picture that is nothing but a face, cut out by others: the whole of it is the box, and
   * no detector looks.
   *
   * @throws InferenceException as {@link #analyze(EncodedPicture, Set, DetectionOptions,
   *     RequestScope)}
   */
  public Analysis analyzeCrop(EncodedPicture encoded, Set<Feature> features, RequestScope scope) {
    return analyze(
        encoded,
        features,
        scope,
        (networks, picture) ->
            List.of(new Detected(new Box(0, 0, picture.width(), picture.height(), 1), List.of())));
  }

  @SuppressWarnings("ThreadPriorityCheck") // Right answers do not depend on it.
  private static Thread loader(Runnable work) {
    Thread thread = new Thread(work, "loader");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  private interface Finder {
    List<Detected> find(Networks networks, Picture picture);
  }

  private Analysis analyze(
      EncodedPicture encoded, Set<Feature> features, RequestScope scope, Finder finder) {
    StageClock clock = new StageClock(figures);
    scope.ensureWanted();
    try (Lease lease = catalog.lease();
        Picture picture = vision.decode(encoded)) {
      clock.spentOn("decode");
      Networks networks = new Networks(lease, batches, scope);
      List<Detected> found = finder.find(networks, picture);
      clock.spentOn("detect");
      figures.faces(found.size());
      List<Face> faces = new FaceReader(networks, picture, features, clock).read(found);
      return new Analysis(
          picture.width(),
          picture.height(),
          faces,
          Features.unavailable(features, lease),
          clock.stages());
    } catch (InferenceException e) {
      scope.abandon();
      throw e;
    } catch (EngineException e) {
      scope.abandon();
      throw new InferenceException(
          Problem.ENGINE_FAULT, "a network answered what cannot be read: " + e.getMessage(), e);
    }
  }

  /** {@link #analyze(EncodedPicture, Set, DetectionOptions, RequestScope)} without a hurry. */
  public Analysis analyze(byte[] encoded, Set<Feature> features) {
    return analyze(
        EncodedPicture.of(encoded), features, DetectionOptions.ALL, RequestScope.unbounded());
  }

  /**
   * Looks for newer versions in the store, and swaps in what is well; calls under way keep what
   * they see, and nothing of them is lost. New networks warm up beside the batches of others.
   *
   * @throws IOException where the store cannot be read; everything stays as it is
   */
  public Catalog.Changes refresh() throws IOException {
    return load(catalog::refresh);
  }

  /** Everything in the store, by id, oldest version first. */
  public List<Catalog.Stored> stored() {
    try {
      return catalog.stored();
    } catch (IOException e) {
      throw new InferenceException(
          Problem.ENGINE_FAULT, "the model store cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The page that came with a stored network.
   *
   * @throws InferenceException UNKNOWN_MODEL where there is none
   */
  public String report(String id, String version) {
    try {
      return catalog
          .report(id, version, LONGEST_REPORT_BYTES)
          .orElseThrow(
              () ->
                  new InferenceException(
                      Problem.UNKNOWN_MODEL,
                      "the store holds no report of %s %s".formatted(id, version)));
    } catch (IOException e) {
      throw new InferenceException(
          Problem.UNKNOWN_MODEL, "the report cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Serves a stored version from now on, and after every start.
   *
   * @param task that it must be for; empty: any
   * @throws InferenceException UNKNOWN_MODEL where the store holds no such one,
   *     MODEL_NOT_SWITCHABLE for an embedder and for liveness, MODEL_UNUSABLE where it does not run
   */
  public Catalog.Stored serve(String id, String version, String task) {
    Catalog.Stored stored =
        catalog
            .stored(id, version)
            .filter(found -> task.isEmpty() || found.manifest().task().name().equals(task))
            .orElseThrow(
                () ->
                    new InferenceException(
                        Problem.UNKNOWN_MODEL,
                        "the store holds no %s %s %s"
                            .formatted(id, version, task.isEmpty() ? "" : "for " + task)
                            .strip()));
    if (!stored.switchable()) {
      throw new InferenceException(
          Problem.MODEL_NOT_SWITCHABLE,
          stored.manifest().task() == Task.RECOGNITION
              ? "the faces of everybody enrolled belong to the embedder that reads them: run"
                  + " rollcall models migrate to change it"
              : "all networks for liveness are heard together: there is none to choose");
    }
    try {
      load(
          () -> {
            catalog.serve(id, version);
            return null;
          });
    } catch (IOException | EngineException e) {
      throw new InferenceException(
          Problem.MODEL_UNUSABLE,
          "%s %s does not run, what served before goes on: %s"
              .formatted(id, version, e.getMessage()),
          e);
    }
    return catalog.stored(id, version).orElse(stored);
  }

  /** Loads on the one thread that does; it needs no permit, so no batch waits for it. */
  private <T> T load(Callable<T> work) throws IOException {
    try {
      return loader.submit(work).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException || e.getCause() instanceof EngineException) {
        throw new IOException(e.getCause().getMessage(), e);
      }
      throw new IOException("a new network cannot be tried: " + e.getMessage(), e);
    } catch (RejectedExecutionException e) {
      throw new IOException("the server is stopping", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server is stopping", e);
    }
  }

  /** What to do when the device has died and only a new process helps; else it is only logged. */
  public void whenDeviceDies(Runnable action) {
    deviceDied = action;
  }

  /** The same networks for callers who bring tensors of their own. */
  public TensorPipeline tensors() {
    return new TensorPipeline(catalog, batches);
  }

  public Engine.Device device() {
    return engine.device();
  }

  public String pack() {
    return catalog.pack();
  }

  /** Of every loaded network, in the order of their tasks. */
  public List<ModelManifest> manifests() {
    try (Lease lease = catalog.lease()) {
      return lease.all().stream().map(Model::manifest).toList();
    }
  }

  /** Of the network for a task, where one is loaded. */
  public Optional<ModelManifest> manifest(Task task) {
    return manifests().stream().filter(manifest -> manifest.task() == task).findFirst();
  }

  @Override
  public void close() {
    loader.shutdown();
    batches.close();
    catalog.close();
    engine.close();
  }
}
