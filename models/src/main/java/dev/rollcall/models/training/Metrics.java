package dev.rollcall.models.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of every epoch: {@code metrics.jsonl} for programs, an event file for TensorBoard.
 */
final class Metrics implements AutoCloseable {
  static final String FILE_NAME = "metrics.jsonl";
  private static final String EPOCH = "epoch";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path lines;
  private final EventFile events;

  private Metrics(Path lines, EventFile events) {
    this.lines = lines;
    this.events = events;
  }

  /** Opens the files; lines of epochs that the checkpoint has not seen are dropped. */
  static Metrics open(Path folder, int epochsSeen) throws IOException {
    Path lines = folder.resolve(FILE_NAME);
    List<String> kept =
        Files.exists(lines)
            ? Files.readAllLines(lines).stream().limit(epochsSeen).toList()
            : List.of();
    Files.write(lines, kept);
    return new Metrics(lines, EventFile.create(folder.resolve("tensorboard")));
  }

  void add(int epoch, Map<String, Double> figures) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(EPOCH, epoch);
    line.putAll(figures);
    Files.writeString(
        lines,
        JSON.writeValueAsString(line) + System.lineSeparator(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    events.add(epoch, figures);
  }

  /** One map an epoch, as written. */
  static List<Map<String, Double>> read(Path folder) throws IOException {
    List<Map<String, Double>> epochs = new java.util.ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(FILE_NAME))) {
      Map<String, Double> figures = new LinkedHashMap<>();
      JSON.readTree(line)
          .properties()
          .forEach(field -> figures.put(field.getKey(), field.getValue().asDouble()));
      epochs.add(figures);
    }
    return epochs;
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
