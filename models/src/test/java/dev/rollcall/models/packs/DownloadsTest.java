package dev.rollcall.models.packs;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.ConversionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
  private static final byte[] WEIGHTS =
      "weights of a network, and more of them".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;
  private byte[] served = WEIGHTS;
  private int cutAt = Integer.MAX_VALUE;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/net.onnx",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(String.valueOf(range));
          int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
          exchange.sendResponseHeaders(range == null ? 200 : 206, served.length - from);
          int to = Math.min(served.length, cutAt);
          exchange.getResponseBody().write(Arrays.copyOfRange(served, from, Math.max(from, to)));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void prepare_ofAFileInTheMirror_takesItFromThere() throws IOException {
    Path mirrored = folder.resolve("mirror").resolve("net").resolve("net.onnx");
    Files.createDirectories(mirrored.getParent());
    Files.write(mirrored, WEIGHTS);
    Downloads downloads = downloads(Optional.of(folder.resolve("mirror")));

    downloads.prepare(pack(), (done, total, text) -> {});

    assertThat(located(downloads)).isEqualTo(mirrored);
    assertThat(ranges).isEmpty();
  }

  @Test
  void prepare_withoutAMirror_downloadsAndReportsEveryByte() throws IOException {
    List<Long> seen = new ArrayList<>();
    Downloads downloads = downloads(Optional.empty());

    downloads.prepare(
        pack(),
        new Progress() {
          @Override
          public void step(int done, int total, String text) {}

          @Override
          public void bytes(String file, long done, long total) {
            seen.add(done);
            assertThat(total).isEqualTo(WEIGHTS.length);
          }
        });

    assertThat(Files.readAllBytes(located(downloads))).isEqualTo(WEIGHTS);
    assertThat(seen).contains((long) WEIGHTS.length);
  }

  @Test
  void prepare_ofACutOffDownload_saysHowToGoOn() {
    cutAt = 10;

    PackException failure =
        assertThrows(PackException.class, () -> prepared(downloads(Optional.empty())));

    assertThat(failure.kind()).isEqualTo(PackException.Kind.SOURCE_MISSING);
    assertThat(failure).hasMessageThat().contains("goes on where it stopped");
    assertThat(failure).hasMessageThat().contains(Downloads.MIRROR);
  }

  @Test
  void prepare_withTheBeginningThere_asksForTheRestAlone() throws IOException {
    Path part = folder.resolve("downloads/net/net.onnx.part");
    Files.createDirectories(part.getParent());
    Files.write(part, Arrays.copyOf(WEIGHTS, 10));
    Downloads downloads = downloads(Optional.empty());

    prepared(downloads);

    assertThat(ranges).containsExactly("bytes=10-");
    assertThat(Files.readAllBytes(located(downloads))).isEqualTo(WEIGHTS);
  }

  @Test
  void prepare_ofAnotherFile_namesBothHashesAndKeepsNothing() throws IOException {
    served = "something else altogether".getBytes(StandardCharsets.UTF_8);

    PackException failure =
        assertThrows(PackException.class, () -> prepared(downloads(Optional.empty())));

    assertThat(failure.kind()).isEqualTo(PackException.Kind.SOURCE_CHANGED);
    assertThat(failure).hasMessageThat().contains(sha256());
    assertThat(Files.exists(folder.resolve("downloads/net/net.onnx"))).isFalse();
    assertThat(Files.exists(folder.resolve("downloads/net/net.onnx.part"))).isFalse();
  }

  @Test
  void prepare_withRubbishLeftBehind_startsOnceMore() throws IOException {
    Path part = folder.resolve("downloads/net/net.onnx.part");
    Files.createDirectories(part.getParent());
    Files.writeString(part, "rubbish");
    Downloads downloads = downloads(Optional.empty());

    prepared(downloads);

    assertThat(ranges).containsExactly("bytes=7-", "null").inOrder();
    assertThat(Files.readAllBytes(located(downloads))).isEqualTo(WEIGHTS);
  }

  @Test
  void prepare_whereMirrorAndServerLackTheFile_namesBoth() {
    server.removeContext("/net.onnx");
    Path mirror = folder.resolve("mirror");

    PackException failure =
        assertThrows(PackException.class, () -> prepared(downloads(Optional.of(mirror))));

    assertThat(failure.kind()).isEqualTo(PackException.Kind.SOURCE_MISSING);
    assertThat(failure).hasMessageThat().contains(mirror.resolve("net/net.onnx").toString());
    assertThat(failure).hasMessageThat().contains("HTTP 404");
  }

  private Downloads downloads(Optional<Path> mirror) {
    return new Downloads(folder.resolve("downloads"), mirror);
  }

  private void prepared(Downloads downloads) throws IOException {
    downloads.prepare(pack(), (done, total, text) -> {});
  }

  private Path located(Downloads downloads) throws IOException {
    ModelManifest.Source source = pack().models().get(0).source();
    return downloads.locate(source, source.files().get(0));
  }

  private String sha256() throws IOException {
    return Sha256.of(Files.write(folder.resolve("original"), WEIGHTS));
  }

  private Pack pack() throws IOException {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    ModelManifest.SourceFile file = new ModelManifest.SourceFile("net.onnx", sha256());
    return new Pack(
        "small",
        List.of(
            new PackedModel(
                "net",
                "1",
                Task.RECOGNITION,
                new ModelManifest.Source("url", address, "1", List.of(file)),
                path -> {
                  throw new ConversionException("never read");
                },
                new ModelManifest.Licence("MIT", "none", false),
                new ModelManifest.Input(2, 2, 0, new Crop.Box(1, false, Crop.Border.BLACK), false),
                null,
                List.of(),
                List.of(),
                List.of("net/net.onnx"))));
  }
}
