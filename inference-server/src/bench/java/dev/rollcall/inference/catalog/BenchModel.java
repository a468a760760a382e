package dev.rollcall.inference.catalog;

import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One stored network, loaded and warmed as the server does it, with something around it. */
public final class BenchModel {
  private BenchModel() {}

  /** Of the pack's newest version; held once, by the caller. */
  public static Model open(Path pack, String id, Engine engine, UnaryOperator<Network> around)
      throws IOException {
    StoredModel stored =
        StoredModel.servingOf(pack).stream()
            .filter(model -> model.folder().startsWith(pack.resolve(id)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "%s holds no network %s; rollcall models list tells which there are"
                            .formatted(pack, id)));
    ModelManifest manifest = ModelManifest.read(stored.folder().resolve(ModelManifest.FILE_NAME));
    Network network = engine.load(stored.folder());
    BatchCosts costs = WarmUp.of(network, manifest.input(), engine.mostPixels(), Optional.empty());
    return new Model(manifest, around.apply(network), costs);
  }
}
