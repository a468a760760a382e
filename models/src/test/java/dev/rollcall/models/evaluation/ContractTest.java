package dev.rollcall.models.evaluation;

import static com.google.common.truth.Truth.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that others read out of the figures' JSON: they may grow, they may not drift. */
class ContractTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  static Stream<Arguments> promised() {
    return Stream.of(
        Arguments.of(
            VerificationOutcome.Figures.class,
            "pairs failures_to_detect accuracy_mean accuracy_std auc eer tar_at_far all_pairs"
                + " threshold distance model images_per_second"),
        Arguments.of(VerificationOutcome.AllPairs.class, "genuine impostor tar_at_far threshold"),
        Arguments.of(
            IdentificationOutcome.Figures.class, "gallery mated non_mated rank1 fnir_at_fpir"),
        Arguments.of(
            AgeGender.Figures.class,
            "n age_mae age_mae_by_decade within_5_years gender_accuracy gender_accuracy_by_group"),
        Arguments.of(EmotionRecognition.Figures.class, "n accuracy per_class confusion labels ece"),
        Arguments.of(EmotionRecognition.PerClass.class, "precision recall f1 auc"),
        Arguments.of(LivenessDetection.Figures.class, "bpcer apcer acer auc eer threshold"),
        Arguments.of(FaceDetection.Figures.class, "images faces per_image recall precision"));
  }

  @ParameterizedTest
  @MethodSource("promised")
  void figures_asJson_haveThePromisedNames(Class<?> figures, String names) {
    List<String> written =
        JSON
            .getSerializationConfig()
            .introspect(JSON.constructType(figures))
            .findProperties()
            .stream()
            .map(BeanPropertyDefinition::getName)
            .toList();

    assertThat(written).containsAtLeastElementsIn(names.split(" "));
  }
}
