package dev.rollcall.client.load.serving;

import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Two ways to load a server.
 *
 * <p>Open: pictures arrive when they arrive, whether or not the ones before are answered, as people
 * do; a latency counts from when the picture was due, so that a slow server cannot hide behind a
 * sender that waits for it. Closed: a fixed number is always under way, for the most it can carry.
 */
final class Load {
  private final Caller caller;
  private final Queue<Double> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger faces = new AtomicInteger();
  private final AtomicLong lastNanos = new AtomicLong();

  private Load(Caller caller) {
    this.caller = caller;
  }

  /** Poisson arrivals: exponential gaps, the same ones for the same seed. */
  static LoadPoint open(
      Caller caller, Pictures pictures, double perSecond, Duration duration, long seed)
      throws InterruptedException {
    return new Load(caller).runOpen(pictures, perSecond, duration, seed);
  }

  private LoadPoint runOpen(Pictures pictures, double perSecond, Duration duration, long seed)
      throws InterruptedException {
    List<Long> arrivals = arrivals(perSecond, duration, seed);
    List<Sample> samples = pictures.rounds(arrivals.size(), seed);
    CountDownLatch open = new CountDownLatch(arrivals.size());
    long start = System.nanoTime();
    lastNanos.set(start);
    for (int i = 0; i < arrivals.size(); i++) {
      long due = start + arrivals.get(i);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      send(samples.get(i), due, open::countDown);
    }
    boolean drained = open.await(FaceServer.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    if (!drained) {
      failed.addAndGet((int) open.getCount());
    }
    return point(arrivals.size() / seconds(duration.toNanos()), arrivals.size(), start);
  }

  private static List<Long> arrivals(double perSecond, Duration duration, long seed) {
    Random random = new Random(seed);
    List<Long> arrivals = new ArrayList<>();
    double at = 0;
    while (true) {
      at += -Math.log(1 - random.nextDouble()) / perSecond * TimeUnit.SECONDS.toNanos(1);
      if (at >= duration.toNanos()) {
        return arrivals;
      }
      arrivals.add((long) at);
    }
  }

  /** Whole rounds of all pictures, so that the mix is exact. */
  static LoadPoint closed(
      Caller caller, Pictures pictures, int concurrent, Duration atLeast, long seed)
      throws InterruptedException {
    return new Load(caller).runClosed(pictures, concurrent, atLeast, seed);
  }

  private LoadPoint runClosed(Pictures pictures, int concurrent, Duration atLeast, long seed)
      throws InterruptedException {
    long end = System.nanoTime() + atLeast.toNanos();
    Rounds rounds = new Rounds(pictures, end, seed);
    return runClosed(rounds::next, concurrent);
  }

  /** One picture so many times. */
  static LoadPoint repeated(Caller caller, Sample sample, int concurrent, int times)
      throws InterruptedException {
    AtomicInteger left = new AtomicInteger(times);
    return new Load(caller).runClosed(() -> left.getAndDecrement() > 0 ? sample : null, concurrent);
  }

  private interface Source {
    /** Null: no more. */
    @Nullable Sample next();
  }

  private LoadPoint runClosed(Source source, int concurrent) throws InterruptedException {
    long start = System.nanoTime();
    lastNanos.set(start);
    CountDownLatch open = new CountDownLatch(concurrent);
    for (int i = 0; i < concurrent; i++) {
      next(source, open);
    }
    boolean drained = open.await(2 * FaceServer.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    if (!drained) {
      failed.addAndGet((int) open.getCount());
    }
    int sent = latencies.size() + refused.get() + failed.get();
    return point(sent / seconds(lastNanos.get() - start), sent, start);
  }

  /** Hands out whole rounds until the time is up. */
  private static final class Rounds {
    private final Pictures pictures;
    private final long endNanos;
    private long seed;
    private Iterator<Sample> round;

    Rounds(Pictures pictures, long endNanos, long seed) {
      this.pictures = pictures;
      this.endNanos = endNanos;
      this.seed = seed;
      this.round = pictures.rounds(pictures.all().size(), seed).iterator();
    }

    synchronized @Nullable Sample next() {
      if (!round.hasNext()) {
        if (System.nanoTime() >= endNanos) {
          return null;
        }
        round = pictures.rounds(pictures.all().size(), ++seed).iterator();
      }
      return round.next();
    }
  }

  private void next(Source source, CountDownLatch open) {
    Sample sample = source.next();
    if (sample == null) {
      open.countDown();
      return;
    }
    // Asynchronously: an answer that is there at once must not deepen the stack.
    send(
        sample,
        System.nanoTime(),
        () -> ForkJoinPool.commonPool().execute(() -> next(source, open)));
  }

  /** Counts the answer, then goes on with what comes after it. */
  @SuppressWarnings("FutureReturnValueIgnored") // What is done with it sees every failure.
  private void send(Sample sample, long dueNanos, Runnable then) {
    caller
        .analyse(sample)
        .whenComplete(
            (answer, failure) -> {
              count(answer, failure, dueNanos);
              then.run();
            });
  }

  private void count(
      @Nullable AnalyzeFacesResponse answer, @Nullable Throwable failure, long dueNanos) {
    long now = System.nanoTime();
    if (answer != null) {
      latencies.add((now - dueNanos) / 1e6);
      faces.addAndGet(answer.getFacesCount());
      lastNanos.accumulateAndGet(now, Math::max);
    } else if (failure != null
        && Status.fromThrowable(failure).getCode() == Status.Code.RESOURCE_EXHAUSTED) {
      refused.incrementAndGet();
    } else {
      failed.incrementAndGet();
    }
  }

  private LoadPoint point(double offeredPerSecond, int sent, long start) {
    double seconds = seconds(lastNanos.get() - start);
    return new LoadPoint(
        offeredPerSecond,
        sent,
        latencies.size(),
        refused.get(),
        failed.get(),
        Latency.of(latencies),
        seconds == 0 ? 0 : latencies.size() / seconds,
        seconds == 0 ? 0 : faces.get() / seconds);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
