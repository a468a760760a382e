package dev.rollcall.inference.bench;

import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import dev.rollcall.inference.telemetry.Figures;
import dev.rollcall.proto.openinference.v2.GRPCInferenceServiceGrpc;
import dev.rollcall.proto.openinference.v2.ModelInferRequest;
import dev.rollcall.proto.openinference.v2.ModelInferResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Claim 7: twice the load that the server can carry, over loopback gRPC on a real network, every
 * call with a deadline. The peak is what the same server reached with nearly as many calls open as
 * it has slots and none with a deadline, so that none is refused and tried again; both alternate.
 */
final class Overload {
  private static final long DEADLINE_MILLIS = 1500;
  private static final int SLOTS = 64;

  private Overload() {}

  private static final class Tally {
    final AtomicInteger good = new AtomicInteger();
    final AtomicInteger late = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger other = new AtomicInteger();
    final Samples refusalMillis = new Samples();
    final Samples goodMillis = new Samples();
  }

  static void measure(Results results, Path pack, String network, DeviceChoice device, int times)
      throws IOException, InterruptedException {
    try (LoopbackServer server =
        new LoopbackServer(
            TensorFlowEngine.open(device),
            Stores.storeOf(pack),
            pack.getFileName().toString(),
            Figures.unseen())) {
      var manifest =
          server.pipeline.manifests().stream()
              .filter(model -> model.id().equals(network))
              .findFirst()
              .orElseThrow();
      ModelInferRequest request =
          LoopbackServer.request(
              network,
              new Raster(
                  manifest.input().height(),
                  manifest.input().width(),
                  new byte[manifest.input().height() * manifest.input().width() * 3]));
      var stub = GRPCInferenceServiceGrpc.newStub(server.channel);
      peak(stub, request, 2000);
      List<Double> ratios = new ArrayList<>();
      List<Double> peaks = new ArrayList<>();
      Tally over = new Tally();
      overload(stub, request, 2 * peak(stub, request, 1000), 2000, 1, new Tally());
      for (int round = 0; round < 3 * times; round++) {
        double peak = peak(stub, request, 4000);
        int before = over.good.get();
        double seconds = overload(stub, request, 2 * peak, 5000, 70 + round, over);
        ratios.add((over.good.get() - before) / seconds / peak);
        peaks.add(peak);
      }
      results.raw("7c", "overload_refusal_ms", over.refusalMillis);
      results.raw("7a", "overload_answer_ms", over.goodMillis);
      int accepted = over.good.get() + over.late.get() + over.other.get();
      String protocol =
          "gRPC, %d alternating rounds, peak %.1f/s, deadline %d ms; %d answered, %d late, %d refused, %d else"
              .formatted(
                  ratios.size(),
                  Samples.median(peaks),
                  DEADLINE_MILLIS,
                  over.good.get(),
                  over.late.get(),
                  over.refused.get(),
                  over.other.get());
      results.add(
          Claim.atLeast(
              "7a",
              "twice the load: goodput against peak",
              Samples.median(ratios),
              0.90,
              "ratio",
              protocol));
      results.add(
          Claim.atMost(
              "7b",
              "twice the load: late share of the accepted",
              accepted == 0 ? Double.NaN : (double) over.late.get() / accepted,
              0,
              "share",
              "n = %d accepted".formatted(accepted)));
      results.add(
          Claim.atMost(
              "7c",
              "twice the load: p99 of a refusal",
              over.refusalMillis.percentile(99),
              5,
              "ms",
              "n = %d refusals, p50 %.2f ms, seen by the caller"
                  .formatted(over.refusalMillis.count(), over.refusalMillis.median())));
    }
  }

  /** Calls answered a second with every slot in use. */
  private static double peak(
      GRPCInferenceServiceGrpc.GRPCInferenceServiceStub stub,
      ModelInferRequest request,
      long millis)
      throws InterruptedException {
    Semaphore slots = new Semaphore(SLOTS - 4);
    Tally tally = new Tally();
    long startedNanos = System.nanoTime();
    while (System.nanoTime() - startedNanos < millis * 1_000_000) {
      slots.acquire();
      call(stub, request, tally, slots::release);
    }
    slots.acquire(SLOTS - 4);
    return tally.good.get() * 1e9 / (System.nanoTime() - startedNanos);
  }

  /** Sends at a rate whether or not anybody answers; the seconds that it took. */
  private static double overload(
      GRPCInferenceServiceGrpc.GRPCInferenceServiceStub stub,
      ModelInferRequest request,
      double perSecond,
      long millis,
      long seed,
      Tally tally)
      throws InterruptedException {
    Random random = new Random(seed);
    List<Long> times = new ArrayList<>();
    for (double at = 0; at < millis * 1e6; ) {
      at += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
      times.add((long) at);
    }
    CountDownLatch ended = new CountDownLatch(times.size());
    long startedNanos = System.nanoTime();
    for (long time : times) {
      OpenLoop.waitUntil(startedNanos + time);
      call(
          stub.withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS),
          request,
          tally,
          ended::countDown);
    }
    ended.await();
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  private static void call(
      GRPCInferenceServiceGrpc.GRPCInferenceServiceStub stub,
      ModelInferRequest request,
      Tally tally,
      Runnable ended) {
    long sentNanos = System.nanoTime();
    stub.modelInfer(
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(ModelInferResponse response) {
            tally.goodMillis.add((System.nanoTime() - sentNanos) / 1e6);
          }

          @Override
          public void onError(Throwable failure) {
            switch (Status.fromThrowable(failure).getCode()) {
              case RESOURCE_EXHAUSTED -> {
                tally.refused.incrementAndGet();
                tally.refusalMillis.add((System.nanoTime() - sentNanos) / 1e6);
              }
              case DEADLINE_EXCEEDED -> tally.late.incrementAndGet();
              default -> tally.other.incrementAndGet();
            }
            ended.run();
          }

          @Override
          public void onCompleted() {
            tally.good.incrementAndGet();
            ended.run();
          }
        });
  }
}
