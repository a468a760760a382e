package dev.rollcall.inference.bench;

import dev.rollcall.inference.batching.BatchScheduler;
import dev.rollcall.inference.batching.BatchSettings;
import dev.rollcall.inference.catalog.BenchModel;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One real network on the real engine, behind a scheduler as the server sets it up. */
final class Device implements AutoCloseable {
  /** Different rows, so that no cache knows them. */
  private static final int ROWS = 256;

  final Engine engine;
  final RecordingNetwork network;
  final Model model;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final BatchScheduler scheduler;
  final List<Raster> rows = new ArrayList<>();

  /** The size of batch that an endless queue is run in. */
  final int full;

  private Device(Engine engine, RecordingNetwork[] network, Model model) {
    this.engine = engine;
    this.network = network[0];
    this.model = model;
    this.scheduler =
        new BatchScheduler(
            new BatchSettings(engine.permits(), engine.mostPixels(), () -> {}),
            new Figures(meters),
            System::nanoTime);
    this.full = scheduler.fullBatch(model);
    int height = model.manifest().input().height();
    int width = model.manifest().input().width();
    Random random = new Random(1);
    for (int i = 0; i < ROWS; i++) {
      rows.add(smooth(height, width, random));
    }
  }

  static Device open(Path pack, String id, Engine engine) throws IOException {
    RecordingNetwork[] recording = new RecordingNetwork[1];
    Model model =
        BenchModel.open(
            pack,
            id,
            engine,
            network -> {
              recording[0] = new RecordingNetwork(network);
              return recording[0];
            });
    return new Device(engine, recording, model);
  }

  /** Waves of random length and colour: as smooth as a face, and no two the same. */
  private static Raster smooth(int height, int width, Random random) {
    byte[] pixels = new byte[height * width * 3];
    double[] wave = random.doubles(12, -0.2, 0.2).toArray();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          double value =
              Math.sin(wave[c] * x + wave[3 + c] * y) + Math.sin(wave[6 + c] * x - wave[9 + c] * y);
          pixels[(y * width + x) * 3 + c] = (byte) (int) (127 + 60 * value);
        }
      }
    }
    return new Raster(height, width, pixels);
  }

  List<Raster> some(int count, Random random) {
    List<Raster> some = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      some.add(rows.get(random.nextInt(rows.size())));
    }
    return some;
  }

  Raster one(Random random) {
    return rows.get(random.nextInt(rows.size()));
  }

  static RequestScope request(String tenant) {
    return new RequestScope("bench", tenant, System::nanoTime, Long.MAX_VALUE, () -> false);
  }

  @Override
  public void close() {
    scheduler.close();
    model.release();
    engine.close();
  }
}
