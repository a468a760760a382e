package dev.rollcall.inference.heads;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.face.Age;
import dev.rollcall.inference.face.Emotion;
import dev.rollcall.inference.face.Gender;
import dev.rollcall.inference.face.HeadPose;
import dev.rollcall.inference.face.Liveness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Age, gender, emotion, liveness and head pose of one face. Rows of the mirror image have been
 * averaged.
 */
public final class AttributeHead {
  /** About two thirds of errors of a normal law lie within 1.25 times their mean. */
  private static final double TWO_THIRDS = 1.25;

  /** Years; where a manifest tells no {@code age_mae}. */
  private static final double UNMEASURED_MAE = 7;

  /** Pixels: half of what the networks look at. */
  public static final int LEAST_FOR_LIVENESS = 40;

  private static final String AGE_RANGE = "age_range";

  /**
   * At the equal-error threshold a sixth of the living are below it, so only what is far below is
   * called an attack. With the standard pack (0.30 of 0.54) that is 0.9 % of webcam frames (n =
   * 117), 4 % of LFW's press photographs (240), 5 % of phone selfies (199); 57 % of paper prints
   * (200) and 73 % of screens (30) are called so, against 72 and 97 % at the threshold itself.
   */
  private static final double SPOOF_SHARE = 0.55;

  private AttributeHead() {}

  /** {@code age}, in years; its range is the network's own where it gives one. */
  public static Age age(Outputs.Row row, ModelManifest manifest) {
    double years = Math.max(0, row.get("age", 1)[0]);
    if (row.values().containsKey(AGE_RANGE)) {
      float[] range = row.get(AGE_RANGE, 2);
      return new Age(years, Math.max(0, range[0]), range[1]);
    }
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

  /** {@code live} of one network, 0 to 1. */
  public static double live(Outputs.Row row) {
    return Math.max(0, Math.min(1, row.get("live", 1)[0]));
  }

  /**
   * The mean of what a pack's networks say of one face, judged at the threshold that their
   * manifests hold for it (0.5 where they hold none): LIVE from there on, SPOOF below {@link
   * #SPOOF_SHARE} of it, UNSURE in between.
   *
   * @param scores one a network
   * @param shorterSide of the face's box in pixels: below {@link #LEAST_FOR_LIVENESS} the traces of
   *     a print or a screen cannot be seen, and nothing is claimed
   */
  public static Liveness liveness(
      List<Double> scores, @Nullable Double threshold, double shorterSide) {
    double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double least = threshold == null ? 0.5 : threshold;
    if (mean >= least && shorterSide >= LEAST_FOR_LIVENESS) {
      return new Liveness(Liveness.State.LIVE, mean);
    }
    boolean spoof = mean < SPOOF_SHARE * least && shorterSide >= LEAST_FOR_LIVENESS;
    return new Liveness(spoof ? Liveness.State.SPOOF : Liveness.State.UNSURE, mean);
  }

  /** {@code degrees [3]}. */
  public static HeadPose headPose(Outputs.Row row) {
    float[] degrees = row.get("degrees", 3);
    return new HeadPose(degrees[0], degrees[1], degrees[2]);
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
