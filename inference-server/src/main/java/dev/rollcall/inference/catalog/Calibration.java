package dev.rollcall.inference.catalog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A site's own threshold for its embedder, chosen from its own people: {@code calibration.json} in
 * the pack's folder. It stands in for the manifest's threshold when the pack is loaded, and only
 * for the very embedder and version that it was measured with: after a change of either the
 * manifest's counts again.
 *
 * @param threshold the Euclidean distance of L2-normalised embeddings up to which two faces count
 *     as one person
 * @param falseMatchRate the share of two different people's pictures that is at most that far apart
 * @param people whose pictures were compared
 * @param genuinePairs of pictures of one person
 * @param impostorPairs of pictures of two
 * @param date ISO 8601, UTC
 * @param method how the threshold was found, for a person
 */
public record Calibration(
    String embedderId,
    String embedderVersion,
    double threshold,
    double falseMatchRate,
    int people,
    long genuinePairs,
    long impostorPairs,
    String date,
    String method) {
  public static final String FILE_NAME = "calibration.json";

  private static final double FARTHEST = 2;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public Calibration {
    if (!(threshold > 0 && threshold < FARTHEST)) {
      throw new IllegalArgumentException(
          "a threshold is a distance between 0 and 2, not " + threshold);
    }
    if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
      throw new IllegalArgumentException(
          "a false match rate lies between 0 and 1, not " + falseMatchRate);
    }
  }

  /**
   * The calibration of a pack, where it has one.
   *
   * @throws IOException where the file cannot be read or is none; the message says what to do
   */
  public static Optional<Calibration> read(Path pack) throws IOException {
    Path file = pack.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), Calibration.class));
    } catch (JacksonException e) {
      throw new IOException(
          "%s is no calibration (%s); remove it, or run rollcall eval calibrate again"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  /** Writes it into a pack's folder, whole or not at all; it counts from the next load on. */
  public void write(Path pack) throws IOException {
    Path unfinished = pack.resolve("." + FILE_NAME + ".new");
    Files.write(unfinished, JSON.writeValueAsBytes(this));
    Files.move(
        unfinished,
        pack.resolve(FILE_NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** The manifest with the threshold of the pack's calibration, or as it is. */
  static ModelManifest applied(ModelManifest manifest, Path pack) throws IOException {
    if (manifest.task() != Task.RECOGNITION) {
      return manifest;
    }
    return read(pack)
        .filter(calibration -> calibration.isFor(manifest))
        .map(calibration -> calibration.appliedTo(manifest))
        .orElse(manifest);
  }

  private boolean isFor(ModelManifest manifest) {
    return embedderId.equals(manifest.id()) && embedderVersion.equals(manifest.version());
  }

  private ModelManifest appliedTo(ModelManifest manifest) {
    List<ModelManifest.Accuracy> accuracy = new ArrayList<>(manifest.accuracy());
    accuracy.add(
        new ModelManifest.Accuracy(
            "site_false_match_rate", falseMatchRate, impostorPairs, method, "calibrated " + date));
    return new ModelManifest(
        manifest.id(),
        manifest.version(),
        manifest.task(),
        manifest.source(),
        manifest.sha256(),
        manifest.licence(),
        manifest.input(),
        threshold,
        manifest.labels(),
        accuracy);
  }
}
