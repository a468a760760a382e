package dev.rollcall.inference.edge;

import com.google.protobuf.ByteString;
import dev.rollcall.inference.admission.Admission;
import dev.rollcall.inference.face.Analysis;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.pipeline.FacePipeline;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.request.RequestScope;
import dev.rollcall.inference.telemetry.Figures;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a picture through admission and the pipeline. Thread-safe; blocks its caller. */
record Analyst(FacePipeline pipeline, Admission admission, Figures figures) {
  private static final Logger LOG = LoggerFactory.getLogger(Analyst.class);

  /**
   * Reads one picture.
   *
   * @throws InferenceException whatever goes wrong, faults of our own included
   */
  Analysis analyse(
      ByteString image, Set<Feature> features, DetectionOptions options, RequestScope scope) {
    try (Admission.Admitted admitted = admission.admit(scope, image.size(), image::toByteArray)) {
      return pipeline.analyze(admitted.picture(), features, options, scope);
    } catch (InferenceException e) {
      switch (e.problem().category()) {
        case CALLER, LOAD -> figures.refused(e.problem().name());
        case SERVER -> LOG.error("{} {}", scope.id(), e.getMessage(), e);
        default -> {}
      }
      throw e;
    } catch (RuntimeException e) {
      LOG.error("{} failed for a reason that nobody foresaw", scope.id(), e);
      throw new InferenceException(
          Problem.ENGINE_FAULT, "the server failed on this picture; its log says why", e);
    }
  }
}
