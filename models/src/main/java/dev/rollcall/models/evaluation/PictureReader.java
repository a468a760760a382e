package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Analysis;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.vision.EncodedPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Sends pictures through the server's pipeline, many at once so that their faces share batches.
 *
 * <p>A picture that the pipeline refuses (broken, no picture) is one without a face, and tells why.
 * An engine that fails ends the evaluation.
 *
 * <p>Memory: as many decoded pictures as threads. Not to be used by two threads at once.
 */
public final class PictureReader {
  /** More callers than a batch has rows bring nothing, and every one holds a decoded picture. */
  private static final int CALLERS = 32;

  private static final int MOST_AHEAD = 4 * CALLERS;

  /** A picture of so many pixels a side, or fewer, is a crop of a face and not searched for one. */
  private static final int CROP_SIDE = 48;

  private final FacePipeline pipeline;
  private final Progress progress;
  private int read;
  private long spentNanos;

  public PictureReader(FacePipeline pipeline, Progress progress) {
    this.pipeline = pipeline;
    this.progress = progress;
  }

  /** Where the bytes of a picture come from: its file, or a file that was altered. */
  interface Source {
    byte[] bytes(Shot shot) throws IOException;
  }

  /** The name of the pack that is measured. */
  String pack() {
    return pipeline.pack();
  }

  /**
   * The network that a protocol measures.
   *
   * @throws EvaluationException where the pack has none
   */
  ModelManifest network(Task task) throws EvaluationException {
    return pipeline
        .manifest(task)
        .orElseThrow(
            () ->
                new EvaluationException(
                    "pack %s has no network for %s: choose another with --pack (rollcall models list shows what is installed)"
                        .formatted(
                            pipeline.pack(),
                            task.name().toLowerCase(Locale.ROOT).replace('_', ' '))));
  }

  /** Every network for a task, by id and version: several may be asked and averaged. */
  String names(Task task) {
    return pipeline.manifests().stream()
        .filter(manifest -> manifest.task() == task)
        .map(manifest -> manifest.id() + " " + manifest.version())
        .collect(Collectors.joining(" + "));
  }

  /** Pictures a second over everything that was read so far, from file to answer. */
  double picturesPerSecond() {
    return spentNanos == 0 ? 0 : read * 1e9 / spentNanos;
  }

  /** The files as they are; answers in the order of the shots. */
  List<Reading> read(List<Shot> shots, Set<Feature> features, String what)
      throws InterruptedException {
    return read(shots, features, what, shot -> Files.readAllBytes(shot.file()));
  }

  List<Reading> read(List<Shot> shots, Set<Feature> features, String what, Source source)
      throws InterruptedException {
    long began = System.nanoTime();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS, PictureReader::caller);
    try {
      List<Future<Reading>> pending = new ArrayList<>();
      List<Reading> readings = new ArrayList<>();
      for (Shot shot : shots) {
        // A failure at the first picture does not wait for the last.
        if (pending.size() - readings.size() >= MOST_AHEAD) {
          readings.add(answer(pending.get(readings.size())));
          progress.at(what, readings.size(), shots.size());
        }
        Callable<Reading> task = () -> read(shot, features, source);
        pending.add(callers.submit(task));
      }
      while (readings.size() < shots.size()) {
        readings.add(answer(pending.get(readings.size())));
        progress.at(what, readings.size(), shots.size());
      }
      return readings;
    } finally {
      callers.shutdownNow();
      read += shots.size();
      spentNanos += System.nanoTime() - began;
    }
  }

  private static Thread caller(Runnable work) {
    Thread thread = new Thread(work, "evaluation");
    thread.setDaemon(true);
    return thread;
  }

  private static Reading answer(Future<Reading> pending) throws InterruptedException {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a picture could not be read", e.getCause());
    }
  }

  private Reading read(Shot shot, Set<Feature> features, Source source) {
    try {
      EncodedPicture encoded = EncodedPicture.of(source.bytes(shot));
      boolean crop =
          encoded.header().width() <= CROP_SIDE && encoded.header().height() <= CROP_SIDE;
      RequestScope scope = RequestScope.unbounded();
      Analysis analysis =
          crop
              ? pipeline.analyzeCrop(encoded, features, scope)
              : pipeline.analyze(encoded, features, DetectionOptions.ALL, scope);
      return new Reading(shot, analysis.width(), analysis.height(), analysis.faces(), "");
    } catch (InferenceException e) {
      if (e.problem().category() != Problem.Category.CALLER) {
        throw e;
      }
      return new Reading(shot, 0, 0, List.of(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Reading(shot, 0, 0, List.of(), "it cannot be read: " + e.getMessage());
    }
  }
}
