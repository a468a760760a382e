package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import java.util.Set;

/**
 * Finds faces and what they show. Blocks until the answer or the deadline; safe on any thread.
 *
 * <p>Every method throws {@code ProblemException}: IMAGE_CORRUPT, IMAGE_TOO_LARGE and their like
 * for a picture that cannot be read, OVERLOADED, INFERENCE_UNAVAILABLE or INFERENCE_TIMED_OUT where
 * the same call may work later.
 */
public interface FaceAnalyzer {
  /**
   * Every face with the features named, largest first; a feature that no model brings stays null.
   * Without features: boxes and landmarks alone, which is much cheaper.
   */
  Analysis analyze(Picture picture, Set<Feature> features, CallContext context);

  /** What is loaded now. */
  ModelCatalog models(CallContext context);
}
