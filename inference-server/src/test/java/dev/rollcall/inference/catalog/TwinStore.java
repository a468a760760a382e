package dev.rollcall.inference.catalog;

import dev.rollcall.inference.engine.TwinNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a pack of the twin engine's networks, as the models tool writes real ones. */
public final class TwinStore {
  public static final String PACK = "twin";

  private final Path root;

  public TwinStore(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /** Detection, landmarks, recognition, age and gender, emotion. */
  public TwinStore whole() throws IOException {
    return detector(new Crop.Picture(2, 2, 0.2, 1000, 0, null))
        .network("points", Task.LANDMARKS, TwinNetwork.LANDMARKS, 16, box(), null, List.of(), false)
        .recognition(0.25)
        .network(
            "age",
            Task.AGE_GENDER,
            TwinNetwork.AGE_GENDER,
            16,
            box(),
            null,
            List.of("female", "male"),
            false)
        .network(
            "emotion",
            Task.EMOTION,
            TwinNetwork.EMOTION,
            16,
            box(),
            null,
            List.of("happy", "sad"),
            false);
  }

  public TwinStore detector(Crop.Picture crop) throws IOException {
    return network(
        "detector", Task.DETECTION, TwinNetwork.DETECTION, 64, crop, 0.5, List.of(), false);
  }

  /** Aligned by the 68 points, averaged with the mirror image. */
  public TwinStore recognition(@Nullable Double threshold) throws IOException {
    Crop crop =
        new Crop.Similarity(
            Crop.PointSource.LANDMARKS_68,
            List.of(36, 42, 48, 54),
            List.of(
                List.of(9.6, 12.8), List.of(22.4, 12.8), List.of(11.2, 25.6), List.of(20.8, 25.6)));
    return network(
        "recogniser",
        Task.RECOGNITION,
        TwinNetwork.RECOGNITION,
        32,
        crop,
        threshold,
        List.of(),
        true);
  }

  private static Crop.Box box() {
    return new Crop.Box(1, false, Crop.Border.BLACK);
  }

  public TwinStore network(
      String id,
      Task task,
      TwinNetwork network,
      int side,
      Crop crop,
      @Nullable Double threshold,
      List<String> labels,
      boolean mirror)
      throws IOException {
    write(
        id,
        "1.0",
        task,
        network.name() + " " + side + " " + side,
        side,
        crop,
        threshold,
        labels,
        mirror);
    return this;
  }

  /** One more version of the detector. */
  public Path detectorVersion(String version) throws IOException {
    return write(
        "detector",
        version,
        Task.DETECTION,
        "DETECTION 64 64",
        64,
        Crop.Picture.ONCE,
        0.5,
        List.of(),
        false);
  }

  /** An emotion network that the site has trained itself, with a page about it. */
  public Path ownEmotion(String version) throws IOException {
    Path folder =
        write(
            "own-emotion",
            version,
            Task.EMOTION,
            TwinNetwork.EMOTION.name() + " 16 16",
            16,
            box(),
            null,
            List.of("calm", "cross"),
            false);
    Files.createDirectories(folder.resolve("report"));
    Files.writeString(folder.resolve("report").resolve("index.html"), "<h1>own</h1>");
    return folder;
  }

  private Path write(
      String id,
      String version,
      Task task,
      String content,
      int side,
      Crop crop,
      @Nullable Double threshold,
      List<String> labels,
      boolean mirror)
      throws IOException {
    Path folder = root.resolve(PACK).resolve(id).resolve(version);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("saved_model.pb"), content);
    new ModelManifest(
            id,
            version,
            task,
            new ModelManifest.Source(
                id.startsWith("own-") ? ModelManifest.Source.TRAINED : "npm",
                "twin",
                "1",
                List.of()),
            sha256(content),
            new ModelManifest.Licence("Apache-2.0", "none", false),
            new ModelManifest.Input(side, side, 0, crop, mirror),
            threshold,
            labels,
            task == Task.AGE_GENDER
                ? List.of(new ModelManifest.Accuracy("age_mae", 4, 100, "twin", "here"))
                : List.of())
        .write(folder);
    return folder;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
