package dev.rollcall.inference.boot;

import dev.rollcall.inference.pipeline.FacePipeline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the model store now and then, so that a version that was installed, or taken away, is
 * served without a restart. It looks again rather than being told, which works on any file system.
 */
final class StoreWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final FacePipeline pipeline;
  private final CountDownLatch closing = new CountDownLatch(1);

  private StoreWatch(FacePipeline pipeline) {
    this.pipeline = pipeline;
  }

  static StoreWatch start(FacePipeline pipeline) {
    StoreWatch watch = new StoreWatch(pipeline);
    Thread thread = new Thread(watch::look, "store-watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  private void look() {
    try {
      while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          pipeline.refresh();
        } catch (IOException e) {
          LOG.warn("the model store cannot be read, what is loaded goes on serving", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks no more; a load that is under way ends by itself. */
  @Override
  public void close() {
    closing.countDown();
  }
}
