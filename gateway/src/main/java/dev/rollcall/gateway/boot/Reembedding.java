package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.usecase.ReembedFaces;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads enrolled pictures that the embedder loaded now has not read, on a thread of its own beside
 * the check-ins. Done at once where nothing changed since the last start.
 */
final class Reembedding implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reembedding.class);
  private static final int TELL_EVERY = 100;

  private final AtomicBoolean stopped = new AtomicBoolean();

  /** Starts; what fails is told in the log and taken up again at the next start. */
  Reembedding(ReembedFaces faces) {
    Thread thread = new Thread(() -> run(faces), "re-embed");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(ReembedFaces faces) {
    try {
      ReembedFaces.Result result = faces.run(this::tell);
      if (result.read() + result.leftBehind() > 0) {
        LOG.info(
            "the new embedder has read {} enrolled faces; {} pictures it could not use: take those"
                + " people again",
            result.read(),
            result.leftBehind());
      }
    } catch (ProblemException e) {
      LOG.warn("enrolled faces are read again at the next start: {}", e.getMessage());
    } catch (Stopped e) {
      LOG.info("reading enrolled faces goes on at the next start");
    }
  }

  private void tell(ReembedFaces.Result soFar) {
    if (stopped.get()) {
      throw new Stopped();
    }
    if ((soFar.read() + soFar.leftBehind()) % TELL_EVERY == 0) {
      LOG.info("the new embedder has read {} enrolled faces so far", soFar.read());
    }
  }

  @Override
  public void close() {
    stopped.set(true);
  }

  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
