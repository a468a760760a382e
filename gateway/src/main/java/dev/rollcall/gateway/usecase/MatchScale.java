package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an embedder's distances mean for false matches, as far as its manifest says what was
 * measured: {@code distance_at_far_1e-5} is the distance up to which one in 100,000 pairs of two
 * people lies, {@code tar_at_far_1e-5} the share of one person's pairs up to there. Between two
 * measured points the rate's logarithm is taken to be straight; beyond them nothing is said.
 *
 * <p>Immutable.
 */
final class MatchScale {
  private static final String DISTANCE = "distance_at_far_";
  private static final String ACCEPTED = "tar_at_far_";
  private static final String AT_OWN = "far_at_threshold";

  /** Of a site that measured its own people, at the threshold that it was given by that. */
  private static final String SITE = "site_false_match_rate";

  private final List<ManageSettings.ScalePoint> points;
  private final Model.@Nullable Accuracy atOwn;
  private final @Nullable String basis;
  private final double ownThreshold;

  private MatchScale(
      List<ManageSettings.ScalePoint> points,
      Model.@Nullable Accuracy atOwn,
      @Nullable String basis,
      double ownThreshold) {
    this.points = List.copyOf(points);
    this.atOwn = atOwn;
    this.basis = basis;
    this.ownThreshold = ownThreshold;
  }

  static MatchScale of(ModelCatalog.Recognition found, ModelCatalog catalog) {
    List<Model.Accuracy> measured =
        catalog.models().stream()
            .filter(model -> model.id().equals(found.embedder().id()))
            .filter(model -> model.version().equals(found.embedder().version()))
            .flatMap(model -> model.accuracy().stream())
            .toList();
    List<ManageSettings.ScalePoint> points = new ArrayList<>();
    String basis = null;
    for (Model.Accuracy accuracy : measured) {
      Double rate = rate(accuracy.metric());
      if (rate != null) {
        points.add(
            new ManageSettings.ScalePoint(
                accuracy.value(),
                rate * 1e6,
                named(measured, ACCEPTED + accuracy.metric().substring(DISTANCE.length()))
                    .map(Model.Accuracy::value)
                    .orElse(null)));
        basis = words(accuracy);
      }
    }
    points.sort(Comparator.comparingDouble(ManageSettings.ScalePoint::distance));
    return new MatchScale(
        points,
        named(measured, SITE).or(() -> named(measured, AT_OWN)).orElse(null),
        basis,
        found.threshold());
  }

  private static @Nullable Double rate(String metric) {
    try {
      double rate =
          metric.startsWith(DISTANCE) ? Double.parseDouble(metric.substring(DISTANCE.length())) : 0;
      return rate > 0 && rate < 1 ? rate : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Optional<Model.Accuracy> named(List<Model.Accuracy> measured, String metric) {
    return measured.stream().filter(accuracy -> accuracy.metric().equals(metric)).findFirst();
  }

  private static String words(Model.Accuracy accuracy) {
    return "%s, n = %d".formatted(accuracy.protocol(), accuracy.n());
  }

  /** By distance, the strictest first; empty where the model says nothing. */
  List<ManageSettings.ScalePoint> points() {
    return points;
  }

  /** Of pairs of two people; null where nobody has measured so far. */
  @Nullable Double falseMatchesPerMillion(double threshold) {
    if (threshold == ownThreshold && atOwn != null) {
      return atOwn.value() * 1e6;
    }
    for (int i = 1; i < points.size(); i++) {
      ManageSettings.ScalePoint low = points.get(i - 1);
      ManageSettings.ScalePoint high = points.get(i);
      if (threshold >= low.distance() && threshold <= high.distance()) {
        double share =
            high.distance() == low.distance()
                ? 1
                : (threshold - low.distance()) / (high.distance() - low.distance());
        return low.falseMatchesPerMillion()
            * Math.pow(high.falseMatchesPerMillion() / low.falseMatchesPerMillion(), share);
      }
    }
    return null;
  }

  /** On what that was measured, or what to do to know it. */
  String basis(double threshold) {
    if (threshold == ownThreshold && atOwn != null) {
      return words(atOwn);
    }
    if (falseMatchesPerMillion(threshold) != null && basis != null) {
      return "%s; between measured distances reckoned".formatted(basis);
    }
    if (threshold == ownThreshold) {
      return "The model does not say. rollcall eval calibrate measures it.";
    }
    return threshold < ownThreshold
        ? "Stricter than was measured: fewer strangers pass, more people are not known. rollcall"
            + " eval calibrate measures how many."
        : "Laxer than was measured: more strangers pass. rollcall eval calibrate measures how many.";
  }
}
