package dev.rollcall.inference.bench;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.proto.openinference.v2.GRPCInferenceServiceGrpc;
import dev.rollcall.proto.openinference.v2.ModelInferRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Claim 10: SIGTERM to a server process whose slots are nearly all in use. A call is lost where it
 * was under way at the signal, or began later, and ends otherwise than with an answer or a proper
 * refusal: UNAVAILABLE for a call that began after the signal.
 */
final class Drain {
  private static final int CALLERS = 48;

  private Drain() {}

  static void measure(Results results, Path pack, String network, DeviceChoice device, int times)
      throws IOException, InterruptedException {
    AtomicInteger lost = new AtomicInteger();
    AtomicInteger finished = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    int badExits = 0;
    List<Path> versions = Stores.folders(pack.resolve(network));
    ModelManifest.Input input =
        ModelManifest.read(versions.get(versions.size() - 1).resolve(ModelManifest.FILE_NAME))
            .input();
    ModelInferRequest request =
        LoopbackServer.request(
            network,
            new Raster(
                input.height(), input.width(), new byte[input.height() * input.width() * 3]));
    for (int i = 0; i < times; i++) {
      try (ServerProcess server =
          ServerProcess.start(
              Stores.storeOf(pack),
              pack.getFileName().toString(),
              device.name().toLowerCase(Locale.ROOT))) {
        ManagedChannel channel = server.channel();
        AtomicBoolean signalled = new AtomicBoolean();
        List<Thread> callers = new ArrayList<>();
        for (int k = 0; k < CALLERS; k++) {
          Thread caller =
              new Thread(() -> call(channel, request, signalled, finished, refused, lost));
          callers.add(caller);
          caller.start();
        }
        Thread.sleep(2000);
        signalled.set(true);
        server.terminate();
        for (Thread caller : callers) {
          caller.join();
        }
        badExits += server.exitCode() == 0 ? 0 : 1;
        channel.shutdownNow();
      }
    }
    results.add(
        Claim.atMost(
            "10",
            "SIGTERM under load: accepted requests lost",
            lost.get() + badExits,
            0,
            "requests",
            "%d servers, %d callers; %d calls under way at the signal were answered, %d later ones refused, %d exits not 0"
                .formatted(times, CALLERS, finished.get(), refused.get(), badExits)));
  }

  private static void call(
      ManagedChannel channel,
      ModelInferRequest request,
      AtomicBoolean signalled,
      AtomicInteger finished,
      AtomicInteger refused,
      AtomicInteger lost) {
    var stub = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    while (true) {
      boolean after = signalled.get();
      try {
        int answered = stub.modelInfer(request).getOutputsCount();
        if (!after && signalled.get() && answered > 0) {
          finished.incrementAndGet();
        }
      } catch (StatusRuntimeException e) {
        if (after && e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
          refused.incrementAndGet();
        } else {
          lost.incrementAndGet();
        }
        return;
      }
    }
  }
}
