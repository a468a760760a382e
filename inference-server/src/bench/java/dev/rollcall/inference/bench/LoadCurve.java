package dev.rollcall.inference.bench;

import java.util.List;

/** For the report: latency and fill against offered load, from a tenth of saturation up. */
final class LoadCurve {
  static final List<Double> SHARES = List.of(0.1, 0.25, 0.5, 0.75, 0.9);

  private final Device device;

  LoadCurve(Device device) {
    this.device = device;
  }

  void measure(Results results, double saturation, long millis) throws InterruptedException {
    if (Double.isNaN(saturation)) {
      return;
    }
    OpenLoop load = new OpenLoop(device);
    for (double share : SHARES) {
      device.network.drain();
      Samples took = new Samples();
      load.send(share * saturation, millis, (long) (share * 100))
          .forEach(arrival -> took.add(arrival.tookMillis()));
      Samples bucket = new Samples();
      Samples compute = new Samples();
      device
          .network
          .drain()
          .forEach(
              run -> {
                bucket.add(run.bucket());
                compute.add(run.tookNanos() / 1e6);
              });
      results.raw("4", "curve_%.2f_ms".formatted(share), took);
      results.raw("4", "curve_%.2f_rows".formatted(share), bucket);
      results.raw("4", "curve_%.2f_compute_ms".formatted(share), compute);
    }
  }
}
