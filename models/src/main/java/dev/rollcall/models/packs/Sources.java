package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;

/** Where the weights' files of a pack are got from. */
public interface Sources {

  /**
   * Brings the files that the pack needs onto this machine, if they are not here yet.
   *
   * @throws PackException where that fails, with what to do next
   */
  void prepare(Pack pack, Progress progress) throws IOException;

  /** Told when a pack stands: what was only fetched for it may go. */
  default void installed() throws IOException {}

  /** Where a source's file lies once prepared; it need not exist. */
  Path locate(ModelManifest.Source source, ModelManifest.SourceFile file);
}
