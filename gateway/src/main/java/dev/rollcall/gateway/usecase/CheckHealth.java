package dev.rollcall.gateway.usecase;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.port.FaceAnalyzer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Can the job be done now? Runs a real inference on a small picture and a real query. An answer is
 * given again for two seconds, so that a busy watcher costs nothing; at most one check runs at a
 * time.
 */
public final class CheckHealth {
  private static final Duration GOOD_FOR = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(4);

  private final FaceAnalyzer analyzer;
  private final CurrentModels models;
  private final Runnable databasePing;
  private final GalleryKeeper keeper;
  private final Picture picture;
  private final InstantSource clock;

  @GuardedBy("this")
  private @Nullable Health last;

  @GuardedBy("this")
  private Instant lastAt = Instant.MIN;

  public CheckHealth(
      FaceAnalyzer analyzer,
      CurrentModels models,
      Runnable databasePing,
      GalleryKeeper keeper,
      Picture picture,
      InstantSource clock) {
    this.analyzer = analyzer;
    this.models = models;
    this.databasePing = databasePing;
    this.keeper = keeper;
    this.picture = picture;
    this.clock = clock;
  }

  /** How it stands, at most two seconds ago. */
  public synchronized Health run(String requestId) {
    Health known = last;
    if (known != null && Duration.between(lastAt, clock.instant()).compareTo(GOOD_FOR) < 0) {
      return known;
    }
    Health now = check(new CallContext(requestId, Deadline.after(LONGEST, clock)));
    last = now;
    lastAt = clock.instant();
    return now;
  }

  private Health check(CallContext context) {
    String database = problemOf(databasePing);
    if (database == null) {
      database = problemOf(keeper::refreshIfStale);
    }
    String inference =
        problemOf(
            () ->
                analyzer.analyze(
                    picture, EnumSet.of(Feature.EMBEDDING, Feature.AGE_GENDER), context));
    String device = "";
    String pack = "";
    if (inference == null) {
      try {
        ModelCatalog catalog = models.get(context);
        device = catalog.device();
        pack = catalog.pack();
      } catch (ProblemException e) {
        inference = e.detail();
      }
    }
    return new Health(database, inference, device, pack);
  }

  /** Null where it works; being busy is working. */
  private static @Nullable String problemOf(Runnable work) {
    try {
      work.run();
      return null;
    } catch (ProblemException e) {
      return e.code() == ProblemCode.OVERLOADED ? null : e.detail();
    }
  }

  /** What is wrong with each part, null where nothing is; device and pack empty where unknown. */
  public record Health(
      @Nullable String databaseProblem,
      @Nullable String inferenceProblem,
      String device,
      String pack) {
    public boolean isReady() {
      return databaseProblem == null && inferenceProblem == null;
    }
  }
}
