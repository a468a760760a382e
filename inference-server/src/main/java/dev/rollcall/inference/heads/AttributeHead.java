package dev.rollcall.inference.heads;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.face.Age;
import dev.rollcall.inference.face.Emotion;
import dev.rollcall.inference.face.Gender;
import dev.rollcall.inference.face.Liveness;
import java.util.LinkedHashMap;
import java.util.Map;

/** Age, gender, emotion and liveness of one face. Rows of the mirror image have been averaged. */
public final class AttributeHead {
  /** About two thirds of errors of a normal law lie within 1.25 times their mean. */
  private static final double TWO_THIRDS = 1.25;

  /** Years; where a manifest tells no {@code age_mae}. */
  private static final double UNMEASURED_MAE = 7;

  private AttributeHead() {}

  /** {@code age}, in years. */
  public static Age age(Outputs.Row row, ModelManifest manifest) {
    double years = Math.max(0, row.get("age", 1)[0]);
    double error =
        TWO_THIRDS
            * manifest.accuracy().stream()
                .filter(figure -> figure.metric().equals("age_mae"))
                .mapToDouble(ModelManifest.Accuracy::value)
                .findFirst()
                .orElse(UNMEASURED_MAE);
    return new Age(years, Math.max(0, years - error), years + error);
  }

  /** {@code gender [2]}. */
  public static Gender gender(Outputs.Row row, ModelManifest manifest) {
    float[] probabilities = row.get("gender", manifest.labels().size());
    int best = largest(probabilities);
    return new Gender(manifest.labels().get(best), probabilities[best]);
  }

  /** {@code probabilities [L]}. */
  public static Emotion emotion(Outputs.Row row, ModelManifest manifest) {
    float[] probabilities = row.get("probabilities", manifest.labels().size());
    Map<String, Double> byLabel = new LinkedHashMap<>();
    for (int i = 0; i < probabilities.length; i++) {
      byLabel.put(manifest.labels().get(i), (double) probabilities[i]);
    }
    return new Emotion(manifest.labels().get(largest(probabilities)), byLabel);
  }

  /** {@code live}; judged at the manifest's threshold, 0.5 where it has none. */
  public static Liveness liveness(Outputs.Row row, ModelManifest manifest) {
    double score = row.get("live", 1)[0];
    Double threshold = manifest.threshold();
    boolean live = score >= (threshold == null ? 0.5 : threshold);
    return new Liveness(live ? Liveness.State.LIVE : Liveness.State.SPOOF, score);
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
