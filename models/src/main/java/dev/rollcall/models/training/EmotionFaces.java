package dev.rollcall.models.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.data.DataFolder;
import dev.rollcall.models.training.data.Detail;
import dev.rollcall.models.training.data.FaceCutter;
import dev.rollcall.models.training.data.Preparation;
import dev.rollcall.models.training.data.Sharpness;
import dev.rollcall.models.training.data.Split;
import dev.rollcall.models.training.watch.TrainingException;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The faces of an emotion training: cut once into files, those to learn from and those of {@code
 * --test}, and brought to one sharpness where the former were blurred.
 */
final class EmotionFaces {
  /** Pixels a side of a face as the server cuts it; FER2013's. */
  static final int SIDE = 48;

  /** What the server gives a network. */
  private static final CropFile.Shape TESTED = new CropFile.Shape(SIDE, SIDE, 3);

  /** Of faces that were blurred there is not more to see. */
  private static final int BLURRED_SIDE = 24;

  /**
   * The share of its amplitude at which a cosine and the noise of 8-bit JPEGs are even: of 0.01 to
   * 0.03 this restored sharp faces best that were blurred by 3 pixels and saved like FER2013's.
   */
  private static final double NOISE = 0.015;

  /**
   * Eyes, nose and mouth corners as they lie in FER2013's crops, in pixels of 48: read off the mean
   * of its 28,709 training faces. So a face that is cut here fills its frame as theirs do.
   */
  static final Crop CROP =
      new Crop.Similarity(
          Crop.PointSource.FIVE,
          List.of(0, 1, 2, 3, 4),
          List.of(
              List.of(15.5, 17.6),
              List.of(32.5, 17.6),
              List.of(24.0, 27.5),
              List.of(17.0, 37.6),
              List.of(31.0, 37.6)));

  /** In pixels of 48: what cameras and compression differ by anyway. */
  private static final double LEAST_BLUR = 0.8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Course course;
  private final double blurred;
  private final Supplier<FacePipeline> pipeline;
  private final Watcher watcher;

  /**
   * Cuts nothing yet.
   *
   * @param blurred sigma of the Gaussian that blurred the faces to learn from, in pixels of 48
   * @param pipeline finds faces in pictures that are no crops
   */
  EmotionFaces(Course course, double blurred, Supplier<FacePipeline> pipeline, Watcher watcher) {
    this.course = course;
    this.blurred = blurred;
    this.pipeline = pipeline;
    this.watcher = watcher;
  }

  /** Of a face as the network learns from it. */
  CropFile.Shape shape() {
    int side = blurred > 0 ? BLURRED_SIDE : SIDE;
    return new CropFile.Shape(side, side, 1);
  }

  /** What is done to a sharp face before the network sees it; null: nothing. */
  @Nullable Detail detail() {
    return blurred > 0 ? new Detail(SIDE, BLURRED_SIDE, blurred, NOISE) : null;
  }

  private UnaryOperator<byte[]> finish() {
    Detail detail = detail();
    if (detail == null) {
      return UnaryOperator.identity();
    }
    float[][] gains = detail.gainsOfBlurred();
    return face -> detail.apply(gains, face);
  }

  /** Cuts the faces to learn from, unless they are cut already; gives their labels. */
  List<String> labels() throws IOException, InterruptedException {
    Path faces = course.faces();
    Path names = faces.resolve("labels.json");
    if (CropFile.isIn(faces) && Files.exists(names)) {
      return JSON.readValue(names.toFile(), new TypeReference<List<String>>() {});
    }
    DataFolder folder = DataFolder.read(course.data(), 2);
    Files.createDirectories(faces);
    JSON.writeValue(names.toFile(), folder.labels());
    cut(
        course.data(),
        folder,
        shape(),
        finish(),
        file -> new Preparation.Example(file.label(), "", List.of()),
        faces);
    return folder.labels();
  }

  private void cut(
      Path data,
      DataFolder folder,
      CropFile.Shape shape,
      UnaryOperator<byte[]> finish,
      Preparation.Meaning meaning,
      Path faces)
      throws IOException, InterruptedException {
    Preparation.Settings settings =
        new Preparation.Settings(
            shape, SIDE, finish, course.framesPerSecond(), course.mostFrames(), course.threads());
    WorkFolder.noteUnusable(
        faces,
        new Preparation(new FaceCutter(pipeline, CROP, course.crops()), settings, watcher)
            .run(data, folder.files(), meaning, faces));
  }

  private Path testFaces() {
    return course.out().resolve("test-faces");
  }

  /**
   * Cuts the faces of the test before the training begins: what is wrong with them is said then.
   */
  void prepareTest(Path data, List<String> labels) throws IOException, InterruptedException {
    DataFolder found = DataFolder.read(data, 1);
    for (String label : found.labels()) {
      if (!labels.contains(label)) {
        throw new TrainingException(
            "%s has a folder %s, which the training data lack (%s)"
                .formatted(data, label, String.join(", ", labels)));
      }
    }
    if (CropFile.isIn(testFaces())) {
      return;
    }
    cut(
        data,
        found,
        TESTED,
        UnaryOperator.identity(),
        file ->
            new Preparation.Example(
                labels.indexOf(found.labels().get(file.label())), "", List.of()),
        testFaces());
  }

  /**
   * What to say where the network would learn from pictures blurrier than those it is tested on.
   */
  Optional<String> sharpnessAgainstTest(CropFile faces, Split split) throws IOException {
    Detail detail = detail();
    int side = shape().width();
    try (CropFile test = CropFile.open(testFaces(), TESTED)) {
      Sharpness tested =
          Sharpness.of(
              index -> {
                byte[] grey = Pixels.grey(test.read(index));
                return detail == null ? grey : detail.apply(detail.gainsOfSharp(), grey);
              },
              IntStream.range(0, test.entries().size()).boxed().toList(),
              side);
      double sigma =
          Sharpness.of(faces::read, split.learn(), side).blurAgainst(tested) * SIDE / side;
      if (sigma < LEAST_BLUR) {
        return detail == null
            ? Optional.empty()
            : Optional.of("with the blur undone, the pictures and those of --test are alike");
      }
      return Optional.of(
          ("note: the pictures to learn from are blurrier than those of --test, as if by a Gaussian"
                  + " of %.1f pixels of 48: the network will not know what it is tested on. Use the"
                  + " originals, or --blurred %.1f")
              .formatted(sigma, blurred + sigma));
    }
  }

  /** Through the very file that the server will load. */
  Classified tested(Path model, List<String> labels) throws IOException {
    try (CropFile faces = CropFile.open(testFaces(), TESTED)) {
      return ServedModel.classify(model, faces, labels, watcher);
    }
  }
}
