package dev.rollcall.gateway.usecase;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchScaleTest {
  private static final Model.Accuracy STRICT = measured("distance_at_far_1e-5", 0.9);
  private static final Model.Accuracy LAX = measured("distance_at_far_1e-3", 1.1);
  private static final Model.Accuracy FOUND = measured("tar_at_far_1e-5", 0.8);

  private static Model.Accuracy measured(String metric, double value) {
    return new Model.Accuracy(metric, value, 7_000_000, "all impostor pairs", "here");
  }

  private static MatchScale scale(Model.Accuracy... accuracy) {
    List<Model> models = new ArrayList<>();
    for (String version : List.of("1", "2")) {
      models.add(
          new Model(
              "embedder",
              version,
              "RECOGNITION",
              "Apache-2.0",
              "",
              false,
              "",
              "",
              version.equals("1") ? List.of(accuracy) : List.of(measured("far_at_threshold", 0.5)),
              1.07,
              List.of()));
    }
    ModelCatalog catalog = new ModelCatalog("cpu", "", "test", models);
    return MatchScale.of(catalog.recognition().orElseThrow(), catalog);
  }

  @Test
  void betweenTwoMeasuredDistances_theLogarithmIsStraight() {
    MatchScale scale = scale(LAX, FOUND, STRICT);
    assertThat(scale.points())
        .containsExactly(
            new ManageSettings.ScalePoint(0.9, 10, 0.8),
            new ManageSettings.ScalePoint(1.1, 1000, null))
        .inOrder();
    assertThat(scale.falseMatchesPerMillion(1.0)).isWithin(1e-6).of(100);
    assertThat(scale.falseMatchesPerMillion(0.9)).isWithin(1e-6).of(10);
    assertThat(scale.basis(1.0)).contains("n = 7000000");
  }

  @Test
  void beyondWhatWasMeasured_nothingIsSaid() {
    MatchScale scale = scale(LAX, STRICT);
    assertThat(scale.falseMatchesPerMillion(0.8)).isNull();
    assertThat(scale.falseMatchesPerMillion(1.2)).isNull();
    assertThat(scale.basis(0.8)).contains("eval calibrate");
    assertThat(scale(measured("auc", 0.99)).falseMatchesPerMillion(1.07)).isNull();
    assertThat(scale(measured("distance_at_far_soon", 1)).points()).isEmpty();
  }

  @Test
  void itsOwnThreshold_hasItsOwnFigure_thatOfTheSiteBeforeTheModels() {
    Model.Accuracy model = measured("far_at_threshold", 1e-4);
    Model.Accuracy site = measured("site_false_match_rate", 2e-5);
    assertThat(scale(LAX, STRICT, model).falseMatchesPerMillion(1.07)).isWithin(1e-6).of(100);
    assertThat(scale(model, site).falseMatchesPerMillion(1.07)).isWithin(1e-6).of(20);
  }
}
