package dev.rollcall.inference.catalog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which of several networks for one task a site wants to be served: {@code serving.json} in the
 * pack's folder. A task that it does not name, or whose network is no longer there, is done by the
 * site's own network, else by the pack's.
 */
public record Choices(Map<Task, Chosen> byTask) {
  public static final String FILE_NAME = "serving.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Choices {
    byTask = Map.copyOf(byTask);
  }

  /** One stored version. */
  public record Chosen(String id, String version) {}

  /**
   * The choices of a pack; none where nobody has chosen.
   *
   * @throws IOException where the file cannot be read or is none; the message says what to do
   */
  public static Choices read(Path pack) throws IOException {
    Path file = pack.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return new Choices(Map.of());
    }
    try {
      return new Choices(
          JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<Task, Chosen>>() {}));
    } catch (JacksonException e) {
      throw new IOException(
          "%s does not say which networks serve (%s); remove it, and choose again"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  public Optional<Chosen> of(Task task) {
    return Optional.ofNullable(byTask.get(task));
  }

  /** The same with another network for one task. */
  public Choices with(Task task, Chosen chosen) {
    Map<Task, Chosen> changed = new EnumMap<>(Task.class);
    changed.putAll(byTask);
    changed.put(task, chosen);
    return new Choices(changed);
  }

  /** Writes them into a pack's folder, whole or not at all. */
  public void write(Path pack) throws IOException {
    Path unfinished = Files.createTempFile(pack, ".serving", ".new");
    Files.write(unfinished, JSON.writeValueAsBytes(byTask));
    Files.move(
        unfinished,
        pack.resolve(FILE_NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
