package dev.rollcall.models.training.data;

import dev.rollcall.inference.engine.Raster;
import dev.rollcall.models.training.watch.TrainingException;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Cuts every face of the user's files once and puts them into a {@link CropFile}, so that training
 * itself never decodes a picture. In the order of the files, whatever thread cuts which; a few
 * pictures are in memory at a time.
 */
public final class Preparation {
  private final FaceCutter cutter;
  private final Settings settings;
  private final Watcher watcher;
  private final List<String> unreadable = new ArrayList<>();

  /**
   * How to cut.
   *
   * @param side of a face as it is cut, in pixels
   * @param finish turns a cut face into one of the shape; often nothing is left to do
   * @param framesPerSecond of videos
   * @param mostFrames of one video
   */
  public record Settings(
      CropFile.Shape shape,
      int side,
      UnaryOperator<byte[]> finish,
      double framesPerSecond,
      int mostFrames,
      int threads) {}

  /** What a file is an example of. */
  public interface Meaning extends Function<DataFolder.MediaFile, Preparation.Example> {}

  /**
   * What a face is an example of.
   *
   * @param group of the split; empty where each picture is its own
   */
  public record Example(int label, String group, List<Double> values) {
    public Example {
      values = List.copyOf(values);
    }
  }

  private record Cut(String source, boolean video, FaceCutter.Cut result) {}

  public Preparation(FaceCutter cutter, Settings settings, Watcher watcher) {
    this.cutter = cutter;
    this.settings = settings;
    this.watcher = watcher;
  }

  /**
   * Cuts all files into {@code folder}.
   *
   * @return what could not be used, one line each: file and reason
   * @throws TrainingException where a stop was wanted, or not one face was found
   */
  public List<String> run(Path root, List<DataFolder.MediaFile> files, Meaning meaning, Path folder)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(settings.threads());
    int faces = 0;
    try (CropFile.Writer writer = new CropFile.Writer(folder, settings.shape())) {
      Deque<Future<List<Cut>>> waiting = new ArrayDeque<>();
      int next = 0;
      for (int done = 0; done < files.size(); done++) {
        while (next < files.size() && waiting.size() < 4 * settings.threads()) {
          DataFolder.MediaFile file = files.get(next++);
          waiting.add(workers.submit(() -> cut(root, file)));
        }
        if (watcher.isStopWanted()) {
          throw new TrainingException(
              "stopped while the faces were cut; start again, it begins anew");
        }
        Example example = meaning.apply(files.get(done));
        for (Cut cut : await(waiting.remove())) {
          faces += write(writer, cut, example, root.relativize(files.get(done).path()).toString());
        }
        watcher.progress("cutting faces", done + 1L, files.size());
      }
      if (faces == 0) {
        throw new TrainingException(
            "no face in any of %d files of %s%s"
                .formatted(
                    files.size(),
                    root,
                    unreadable.isEmpty() ? "" : ", for example " + unreadable.get(0)));
      }
      writer.finish();
    } finally {
      workers.shutdownNow();
    }
    return List.copyOf(unreadable);
  }

  private static List<Cut> await(Future<List<Cut>> future)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a face could not be cut", e.getCause());
    }
  }

  private List<Cut> cut(Path root, DataFolder.MediaFile file) throws IOException {
    String name = root.relativize(file.path()).toString();
    if (!file.video()) {
      return List.of(
          new Cut(name, false, cutter.cut(Files.readAllBytes(file.path()), settings.side())));
    }
    List<Cut> cuts = new ArrayList<>();
    try {
      VideoFrames.read(
          file.path(),
          settings.framesPerSecond(),
          settings.mostFrames(),
          (number, png) ->
              cuts.add(new Cut(name + "#" + number, true, cutter.cut(png, settings.side()))));
    } catch (IOException e) {
      cuts.add(new Cut(name, true, new FaceCutter.Cut.Missing(String.valueOf(e.getMessage()))));
    }
    return cuts;
  }

  private int write(CropFile.Writer writer, Cut cut, Example example, String file)
      throws IOException {
    if (cut.result() instanceof FaceCutter.Cut.Missing missing) {
      unreadable.add(cut.source() + ": " + missing.reason());
      return 0;
    }
    Raster raster = ((FaceCutter.Cut.Found) cut.result()).face();
    byte[] pixels =
        settings.finish().apply(settings.shape().channels() == 1 ? grey(raster) : raster.rgb());
    long fingerprint = Fingerprint.of(pixels, settings.shape());
    // Frames of a video stay together; a picture that occurs twice stays with itself.
    String group =
        !example.group().isEmpty()
            ? example.group()
            : cut.video() ? file : "picture " + Long.toHexString(fingerprint);
    writer.add(
        new CropFile.Entry(cut.source(), group, example.label(), example.values(), fingerprint),
        pixels);
    return 1;
  }

  /** Rec. 601 luma. */
  private static byte[] grey(Raster raster) {
    byte[] grey = new byte[raster.height() * raster.width()];
    for (int i = 0; i < grey.length; i++) {
      double luma =
          0.299 * (raster.rgb()[3 * i] & 0xff)
              + 0.587 * (raster.rgb()[3 * i + 1] & 0xff)
              + 0.114 * (raster.rgb()[3 * i + 2] & 0xff);
      grey[i] = (byte) Math.round(luma);
    }
    return grey;
  }
}
