package dev.rollcall.models.packs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code pack.json} beside a pack's models: which of the versions on disk belong together. It is
 * written last and by atomic rename, so that what it names is whole.
 *
 * @param created when this set was first installed, ISO 8601 in UTC
 * @param terms null in listings from before there was a choice
 */
record PackListing(String name, String created, @Nullable Terms terms, List<Entry> models) {
  static final String FILE_NAME = "pack.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  PackListing {
    models = List.copyOf(models);
  }

  /** One model in the version that is in use. */
  record Entry(String id, String version) {}

  static PackListing read(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new PackException(
          PackException.Kind.NOT_INSTALLED,
          "no pack is installed in "
              + folder
              + ": run `rollcall models install`, or give --models");
    }
    try {
      return JSON.readValue(Files.readAllBytes(file), PackListing.class);
    } catch (JacksonException e) {
      throw new PackException(
          PackException.Kind.NOT_INSTALLED,
          file + " cannot be read (" + e.getOriginalMessage() + "): run `rollcall models install`");
    }
  }

  void write(Path folder) throws IOException {
    Path unfinished = folder.resolve("." + FILE_NAME + ".new");
    Files.write(unfinished, JSON.writeValueAsBytes(this));
    Files.move(
        unfinished,
        folder.resolve(FILE_NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
