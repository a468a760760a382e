package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.ModelManifest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Weights from pinned addresses, or from a site's own mirror of them.
 *
 * <p>A file in the mirror is read where it lies. Any other is downloaded into a {@code .part}
 * beside its place, which a later run goes on with; it gets its name only once its hash is right,
 * so that what has a name is whole.
 */
final class Downloads implements Sources {
  /** The environment variable that names the mirror's folder: {@code <folder>/<file>} in it. */
  static final String MIRROR = "ROLLCALL_MODELS_MIRROR";

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Path folder;
  private final Optional<Path> mirror;
  private final Map<String, Path> found = new HashMap<>();

  /**
   * Downloads into a folder.
   *
   * @param folder made when something is downloaded
   * @param mirror looked at first
   */
  Downloads(Path folder, Optional<Path> mirror) {
    this.folder = folder;
    this.mirror = mirror;
  }

  @Override
  public void prepare(Pack pack, Progress progress) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (PackedModel model : pack.models()) {
      for (int i = 0; i < model.mirrorPaths().size(); i++) {
        ModelManifest.SourceFile file = model.source().files().get(i);
        found.put(
            file.sha256(),
            find(client, model.source().name(), file, model.mirrorPaths().get(i), progress));
      }
    }
  }

  @Override
  public Path locate(ModelManifest.Source source, ModelManifest.SourceFile file) {
    return found.getOrDefault(file.sha256(), folder.resolve(file.path()));
  }

  private Path find(
      HttpClient client,
      String address,
      ModelManifest.SourceFile file,
      String mirrorPath,
      Progress progress)
      throws IOException {
    Optional<Path> mirrored = mirror.map(root -> root.resolve(mirrorPath));
    if (mirrored.isPresent() && Files.isRegularFile(mirrored.get())) {
      return mirrored.get();
    }
    Path target = folder.resolve(mirrorPath);
    if (Files.isRegularFile(target) && Sha256.of(target).equals(file.sha256())) {
      return target;
    }
    String missing = mirrored.map(path -> "the mirror has no " + path + ", and ").orElse("");
    URI uri = URI.create(address + "/" + file.path());
    try {
      Files.createDirectories(target.resolveSibling(""));
      download(client, uri, target, file.sha256(), progress);
    } catch (FileSystemException e) {
      throw written(e, target);
    } catch (PackException e) {
      throw new PackException(e.kind(), missing + e.getMessage());
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No space left")) {
        throw written(e, target);
      }
      throw new PackException(
          PackException.Kind.SOURCE_MISSING,
          "%s%s cannot be fetched (%s): check the network and try again, it goes on where it stopped; without a network, put the file into a folder as %s and name the folder in %s"
              .formatted(missing, uri, reason(e), mirrorPath, MIRROR));
    }
    return target;
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static PackException written(IOException e, Path target) {
    boolean full = String.valueOf(e.getMessage()).contains("No space left");
    return new PackException(
        full ? PackException.Kind.DISK_FULL : PackException.Kind.SOURCE_MISSING,
        full
            ? "the disk of %s is full: make some 100 MB of room and try again, it goes on where it stopped"
                .formatted(target.getParent())
            : "%s cannot be written: %s".formatted(target, e.getMessage()));
  }

  private static void download(
      HttpClient client, URI uri, Path target, String sha256, Progress progress)
      throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    boolean resumed = Files.exists(part) && Files.size(part) > 0;
    fetch(client, uri, part, progress);
    String actual = Sha256.of(part);
    if (resumed && !actual.equals(sha256)) {
      // What was there already may be of another file: once more from the beginning.
      Files.delete(part);
      fetch(client, uri, part, progress);
      actual = Sha256.of(part);
    }
    if (!actual.equals(sha256)) {
      Files.delete(part);
      throw new PackException(
          PackException.Kind.SOURCE_CHANGED,
          "%s is not the file this version was made for: its SHA-256 is %s, expected %s; nothing was installed. Try again, and if it differs still, do not use it"
              .formatted(uri, actual, sha256));
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void fetch(HttpClient client, URI uri, Path part, Progress progress)
      throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER).GET();
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response = send(client, request.build());
    try (InputStream body = response.body()) {
      if (response.statusCode() == RANGE_NOT_SATISFIABLE && have > 0) {
        return;
      }
      if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
        throw new IOException("the server answered HTTP " + response.statusCode());
      }
      boolean append = response.statusCode() == PARTIAL && have > 0;
      long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      copy(body, part, append, append ? have : 0, length, progress);
    }
  }

  private static HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void copy(
      InputStream body, Path part, boolean append, long have, long length, Progress progress)
      throws IOException {
    String name = String.valueOf(part.getFileName()).replaceFirst("\\.part$", "");
    long total = length < 0 ? -1 : have + length;
    long done = have;
    byte[] buffer = new byte[1 << 16];
    try (var out =
        Files.newOutputStream(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        out.write(buffer, 0, read);
        done += read;
        progress.bytes(name, done, total);
      }
    }
    if (total >= 0 && done < total) {
      throw new IOException(
          String.format(Locale.ROOT, "cut off after %d of %d bytes", done, total));
    }
  }

  @Override
  public void installed() throws IOException {
    if (Files.isDirectory(folder)) {
      Folders.delete(folder);
    }
  }
}
