package dev.rollcall.gateway.usecase;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.gateway.domain.attendance.MatchRule;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.FaceAnalyzer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What the inference server has loaded, asked again now and then: it may come back from a restart
 * with another pack. Safe on any thread.
 */
public final class CurrentModels {
  private static final Duration GOOD_FOR = Duration.ofSeconds(30);

  private final FaceAnalyzer analyzer;
  private final InstantSource clock;

  @GuardedBy("this")
  private @Nullable ModelCatalog known;

  @GuardedBy("this")
  private Instant askedAt = Instant.MIN;

  public CurrentModels(FaceAnalyzer analyzer, InstantSource clock) {
    this.analyzer = analyzer;
    this.clock = clock;
  }

  /** At most half a minute old. */
  public ModelCatalog get(CallContext context) {
    synchronized (this) {
      if (known != null && Duration.between(askedAt, clock.instant()).compareTo(GOOD_FOR) < 0) {
        return known;
      }
    }
    return refresh(context);
  }

  /** Asked now. */
  public ModelCatalog refresh(CallContext context) {
    ModelCatalog asked = analyzer.models(context);
    synchronized (this) {
      known = asked;
      askedAt = clock.instant();
    }
    return asked;
  }

  /**
   * The rule for embeddings of this embedder.
   *
   * @throws ProblemException HEAD_UNAVAILABLE where no loaded model says a threshold for it
   */
  MatchRule ruleFor(Embedder embedder, CallContext context) {
    ModelCatalog.Recognition recognition = get(context).recognition().orElse(null);
    if (recognition == null || !recognition.embedder().equals(embedder)) {
      recognition = refresh(context).recognition().orElse(null);
    }
    if (recognition == null || !recognition.embedder().equals(embedder)) {
      throw noRecognition();
    }
    return new MatchRule(recognition.threshold());
  }

  /** The rule of the model loaded now. */
  MatchRule rule(CallContext context) {
    return get(context)
        .recognition()
        .map(recognition -> new MatchRule(recognition.threshold()))
        .orElseThrow(CurrentModels::noRecognition);
  }

  private static ProblemException noRecognition() {
    return new ProblemException(
        ProblemCode.HEAD_UNAVAILABLE,
        "The installed pack has no recognition model with a threshold. Install a pack that has one.");
  }
}
