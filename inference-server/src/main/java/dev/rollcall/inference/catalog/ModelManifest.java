package dev.rollcall.inference.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code manifest.json} beside every SavedModel: where the network comes from, under
 * which terms, what it must be fed and what its output means.
 *
 * @param id lower case, digits and hyphens; the folder's name
 * @param version the folder's name under the id
 * @param sha256 of {@code saved_model.pb}, lower-case hex
 * @param threshold recognition: the Euclidean distance of L2-normalised embeddings up to which two
 *     faces count as one person; detection: the least score that counts; liveness: the least mean
 *     score of all networks of the pack that look for a living person; else null
 * @param labels class names in output order (emotion, gender), else empty
 */
public record ModelManifest(
    String id,
    String version,
    Task task,
    Source source,
    String sha256,
    Licence licence,
    Input input,
    @Nullable Double threshold,
    List<String> labels,
    List<Accuracy> accuracy) {

  public static final String FILE_NAME = "manifest.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public ModelManifest {
    if (!isId(id)) {
      throw new IllegalArgumentException("a model's id is lower case, digits and hyphens: " + id);
    }
    if (!isVersion(version)) {
      throw new IllegalArgumentException("not a version: " + version);
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + sha256);
    }
    labels = List.copyOf(labels);
    accuracy = List.copyOf(accuracy);
  }

  /** Whether this can be a model's id, and so a folder's name and nothing else. */
  static boolean isId(String id) {
    return id.matches("[a-z0-9][a-z0-9-]*");
  }

  static boolean isVersion(String version) {
    return version.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
  }

  /** What the outputs of {@code serving_default} mean, for whoever reads the file. */
  @JsonProperty("output")
  public String output() {
    return task.output();
  }

  /**
   * Where the weights came from.
   *
   * @param kind {@code npm}, {@code url}, {@code import} or {@code trained}
   * @param name the package's name, or the address
   */
  public record Source(String kind, String name, String version, List<SourceFile> files) {
    /** Brought by the site from somewhere. */
    public static final String IMPORT = "import";

    /** Made by {@code rollcall train}. */
    public static final String TRAINED = "trained";

    public Source {
      files = List.copyOf(files);
    }

    /** Whether the site added it, and not the pack. */
    public boolean isOwn() {
      return kind.equals(IMPORT) || kind.equals(TRAINED);
    }
  }

  /** One file the weights were read from, with its SHA-256 in lower-case hex. */
  public record SourceFile(String path, String sha256) {}

  /**
   * The terms of use.
   *
   * @param spdx the licence of the weights as an SPDX identifier
   * @param trainingData which data, under which terms, as far as its authors state them
   * @param researchOnly true where those terms allow research only
   */
  public record Licence(String spdx, String trainingData, boolean researchOnly) {}

  /**
   * The input is always {@code uint8 [N, height, width, 3]} in RGB order under the name {@code
   * image}; colour order and normalisation are inside the graph.
   *
   * @param height in pixels; for a network that takes any size, the one it is fed by default
   * @param sizeMultiple 0: the size is fixed; else any multiple of this is taken
   * @param mirror true: the output is averaged with that of the mirrored crop
   */
  public record Input(int height, int width, int sizeMultiple, Crop crop, boolean mirror) {}

  /** One measured figure: never without n, the protocol, and where it was measured. */
  public record Accuracy(String metric, double value, long n, String protocol, String source) {}

  /**
   * Reads a manifest.
   *
   * @throws IOException where the file cannot be read or is no manifest; the message names the file
   */
  public static ModelManifest read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), ModelManifest.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is not a model manifest: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes {@code manifest.json} into the folder. */
  public void write(Path folder) throws IOException {
    Files.write(folder.resolve(FILE_NAME), JSON.writeValueAsBytes(this));
  }
}
