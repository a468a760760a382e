package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for work that blocks. Five kinds that cannot starve each other: pictures (which wait for
 * inference), the desk (short questions to the database), passwords (which burn a core), files
 * (which wait for callers who take them slowly) and outside (which waits for other people's
 * servers).
 *
 * <p>Each has a bounded queue; what does not fit is refused as OVERLOADED at once.
 */
public final class Workers implements AutoCloseable {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final ThreadPoolExecutor pictures = pool("picture", 24, 128);
  private final ThreadPoolExecutor desk = pool("desk", 12, 512);
  private final ThreadPoolExecutor passwords = pool("password", 2, 32);
  private final ThreadPoolExecutor files = pool("file", 8, 64);
  private final ThreadPoolExecutor outside = pool("outside", 8, 64);
  private final Vertx vertx;

  public Workers(Vertx vertx) {
    this.vertx = vertx;
  }

  private static ThreadPoolExecutor pool(String name, int threads, int queued) {
    var number = new java.util.concurrent.atomic.AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  <T> Future<T> picture(Callable<T> work) {
    return run(pictures, work);
  }

  public <T> Future<T> desk(Callable<T> work) {
    return run(desk, work);
  }

  <T> Future<T> password(Callable<T> work) {
    return run(passwords, work);
  }

  <T> Future<T> file(Callable<T> work) {
    return run(files, work);
  }

  <T> Future<T> outside(Callable<T> work) {
    return run(outside, work);
  }

  private List<ThreadPoolExecutor> all() {
    return List.of(pictures, desk, passwords, files, outside);
  }

  private <T> Future<T> run(ThreadPoolExecutor pool, Callable<T> work) {
    Promise<T> promise = Promise.promise();
    Context context = vertx.getOrCreateContext();
    try {
      pool.execute(
          () -> {
            try {
              T result = work.call();
              context.runOnContext(done -> promise.complete(result));
            } catch (Throwable e) {
              context.runOnContext(done -> promise.fail(e));
            }
          });
    } catch (RejectedExecutionException e) {
      promise.fail(
          ProblemException.unavailable(
              ProblemCode.OVERLOADED,
              "Too many requests are waiting. Try again in a moment.",
              Duration.ofSeconds(1),
              null));
    }
    return promise.future();
  }

  @Override
  public void close() {
    for (ThreadPoolExecutor pool : all()) {
      pool.shutdown();
    }
    try {
      for (ThreadPoolExecutor pool : all()) {
        if (!pool.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
          pool.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
