package dev.rollcall.inference.bench;

import com.google.protobuf.ByteString;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.Feature;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * Claim 11: a server process under mixed load: whole pictures of drawn faces with every feature,
 * pictures that are none, broken ones and ones that are too large, calls that are cancelled or have
 * too little time, and a reload now and then. Its resident memory is read every second.
 */
final class Soak {
  private static final int CALLERS = 6;
  private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(20);

  /** Not counted: until every network has been reloaded once, memory grows to what it needs. */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static final Duration BETWEEN_FIRST_RELOADS = Duration.ofSeconds(5);

  private Soak() {}

  static void measure(
      Results results, Path pack, Path scratch, DeviceChoice device, Duration length)
      throws IOException, InterruptedException {
    Path copy = scratch.resolve("copy");
    List<String> ids = new ArrayList<>();
    for (Path model : Stores.folders(pack)) {
      ids.add(model.getFileName().toString());
    }
    Stores.copy(pack, copy, ids);
    List<ByteString> pictures = pictures();
    Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    Samples megabytes = new Samples();
    int reloads = 0;
    double budgetLeft;
    try (ServerProcess server =
        ServerProcess.start(scratch, "copy", device.name().toLowerCase(Locale.ROOT))) {
      ManagedChannel channel = server.channel();
      ScheduledExecutorService cancels = Executors.newScheduledThreadPool(1);
      long countedFrom = System.nanoTime() + WARM_UP.toNanos();
      long until = countedFrom + length.toNanos();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Random random = new Random(i);
        Thread caller =
            new Thread(
                () -> {
                  while (System.nanoTime() < until) {
                    outcomes.merge(call(channel, pictures, random, cancels), 1, Integer::sum);
                  }
                });
        callers.add(caller);
        caller.start();
      }
      long nextReload = System.nanoTime();
      long nextWord = System.nanoTime();
      while (System.nanoTime() < until) {
        Thread.sleep(1000);
        double now = server.residentBytes() / 1e6;
        if (System.nanoTime() > countedFrom) {
          megabytes.add(now);
        }
        if (System.nanoTime() > nextReload) {
          Stores.nextVersion(copy.resolve(ids.get(reloads % ids.size())), "9." + reloads);
          reloads++;
          nextReload += (reloads < ids.size() ? BETWEEN_FIRST_RELOADS : BETWEEN_RELOADS).toNanos();
        }
        if (System.nanoTime() > nextWord) {
          System.err.printf(
              "     soak: %d s left, %.0f MB%n",
              Math.max(0, (until - System.nanoTime()) / 1_000_000_000), now);
          nextWord += 30_000_000_000L;
        }
      }
      for (Thread caller : callers) {
        caller.join();
      }
      cancels.shutdownNow();
      budgetLeft = settled(server);
      channel.shutdownNow();
      server.terminate();
      results.fact("soak outcomes", new TreeMap<>(outcomes).toString());
    }
    List<Double> all = megabytes.inOrder();
    double middle = Samples.median(all.subList(all.size() / 3, 2 * all.size() / 3));
    double last = Samples.median(all.subList(2 * all.size() / 3, all.size()));
    results.raw("11", "soak_megabytes", megabytes);
    results.add(
        Claim.atMost(
            "11",
            "soak: resident memory, median of the last third against the middle third",
            // What has not let go of its bytes has not been shown to be flat.
            budgetLeft == 0 ? last / middle : Double.NaN,
            1.02,
            "ratio",
            "%d s after %d s of warming up, %.0f against %.0f MB, %d calls, %d reloads, bytes left in the budget %.0f"
                .formatted(
                    length.toSeconds(),
                    WARM_UP.toSeconds(),
                    last,
                    middle,
                    outcomes.values().stream().mapToInt(Integer::intValue).sum(),
                    reloads,
                    budgetLeft)));
  }

  /** The budget once calls that were cancelled have let go, at most some seconds later. */
  private static double settled(ServerProcess server) throws IOException, InterruptedException {
    double left = Double.NaN;
    for (int i = 0; i < 50; i++) {
      left = server.metric("rollcall_inference_budget_bytes");
      if (left == 0) {
        return 0;
      }
      Thread.sleep(100);
    }
    return left;
  }

  private static String call(
      ManagedChannel channel,
      List<ByteString> pictures,
      Random random,
      ScheduledExecutorService cancels) {
    AnalyzeFacesRequest.Builder request =
        AnalyzeFacesRequest.newBuilder().setImage(pictures.get(random.nextInt(pictures.size())));
    for (Feature feature : Feature.values()) {
      if (feature != Feature.UNRECOGNIZED && feature != Feature.FEATURE_UNSPECIFIED) {
        request.addFeatures(feature);
      }
    }
    var stub = FaceServiceGrpc.newBlockingStub(channel);
    int mood = random.nextInt(6);
    long millis = mood == 0 ? 1 + random.nextInt(400) : 30_000;
    Context.CancellableContext context = Context.current().withCancellation();
    if (mood == 1) {
      var unused =
          cancels.schedule(
              () -> context.cancel(null), 1 + random.nextInt(400), TimeUnit.MILLISECONDS);
    }
    try {
      AnalyzeFacesResponse response =
          context.call(
              () ->
                  stub.withDeadlineAfter(millis, TimeUnit.MILLISECONDS)
                      .analyzeFaces(request.build()));
      return response.getFacesCount() > 0 ? "faces" : "no face";
    } catch (StatusRuntimeException e) {
      return Status.fromThrowable(e).getCode().name();
    } catch (Exception e) {
      return e.getClass().getSimpleName();
    } finally {
      context.close();
    }
  }

  /** Drawn faces, one to nine a picture; and what people send that is no picture. */
  private static List<ByteString> pictures() throws IOException {
    List<ByteString> pictures = new ArrayList<>();
    for (int rows = 1; rows <= 3; rows++) {
      for (int side : new int[] {480, 960}) {
        pictures.add(ByteString.copyFrom(jpeg(rows, side)));
      }
    }
    byte[] whole = jpeg(2, 640);
    pictures.add(ByteString.copyFrom(whole, 0, whole.length / 2));
    pictures.add(ByteString.copyFromUtf8("no picture at all"));
    pictures.add(ByteString.EMPTY);
    return pictures;
  }

  private static byte[] jpeg(int rows, int side) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0x90a0b0));
    graphics.fillRect(0, 0, side, side);
    int cell = side / rows;
    for (int i = 0; i < rows * rows; i++) {
      face(graphics, i % rows * cell, i / rows * cell, cell);
    }
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  private static void face(Graphics2D graphics, int x, int y, int cell) {
    graphics.setColor(new Color(0xd8a888));
    graphics.fillOval(x + cell / 4, y + cell / 6, cell / 2, cell * 2 / 3);
    graphics.setColor(new Color(0x402818));
    graphics.fillArc(x + cell / 4, y + cell / 8, cell / 2, cell / 2, 0, 180);
    graphics.fillOval(x + cell * 3 / 8 - cell / 32, y + cell * 4 / 9, cell / 12, cell / 24);
    graphics.fillOval(x + cell * 5 / 8 - cell / 16, y + cell * 4 / 9, cell / 12, cell / 24);
    graphics.setColor(new Color(0xb87860));
    graphics.fillOval(x + cell / 2 - cell / 32, y + cell / 2, cell / 16, cell / 8);
    graphics.setColor(new Color(0x903838));
    graphics.fillOval(x + cell * 5 / 12, y + cell * 2 / 3, cell / 6, cell / 24);
  }
}
