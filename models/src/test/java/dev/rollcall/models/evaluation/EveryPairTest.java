package dev.rollcall.models.evaluation;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EveryPairTest {
  private static final int PICTURES = 300;
  private static final int PEOPLE = 90;

  private final List<float[]> first = unitVectors(1);
  private final List<float[]> second = unitVectors(2);
  private final int[] people = people();

  /** One in fifty has no face. */
  private static List<float[]> unitVectors(int seed) {
    Random random = new Random(seed);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      if (i % 50 != 7) {
        float[] vector = new float[13];
        double squares = 0;
        for (int k = 0; k < vector.length; k++) {
          vector[k] = (float) random.nextGaussian();
          squares += vector[k] * vector[k];
        }
        for (int k = 0; k < vector.length; k++) {
          vector[k] /= (float) Math.sqrt(squares);
        }
        vectors.add(vector);
      } else {
        vectors.add(Distances.NO_FACE);
      }
    }
    return vectors;
  }

  private static int[] people() {
    int[] people = new int[PICTURES];
    for (int i = 0; i < PICTURES; i++) {
      people[i] = i % PEOPLE;
    }
    return people;
  }

  private MatchRates oneByOne(List<float[]> rows, List<float[]> columns) {
    List<Double> genuine = new ArrayList<>();
    List<Double> impostor = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      for (int k = i + 1; k < PICTURES; k++) {
        (people[i] == people[k] ? genuine : impostor)
            .add(Distances.ofFound(rows.get(i), columns.get(k)));
      }
    }
    return new MatchRates(
        genuine.stream().mapToDouble(Double::doubleValue).toArray(),
        impostor.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Test
  void everyPair_inBlocks_equalsOneByOne() {
    for (List<float[]> columns : List.of(first, second)) {
      EveryPair every = EveryPair.of(first, columns, people);
      MatchRates expected = oneByOne(first, columns);

      assertThat(every.genuine().total() + every.impostor().total())
          .isEqualTo(PICTURES * (PICTURES - 1) / 2);
      for (double rate : new double[] {1e-3, 1e-2, 0.1, 0.5}) {
        double threshold = every.impostor().threshold(rate);
        assertThat(threshold).isWithin(2e-6).of(expected.threshold(rate));
        assertThat(every.genuine().share(threshold))
            .isWithin(1e-3)
            .of(expected.trueAcceptRate(threshold));
        assertThat(every.impostor().share(threshold)).isAtMost(rate);
      }
    }
  }

  @Test
  void pairsWithoutAFace_areCountedAndNeverAccepted() {
    EveryPair every = EveryPair.of(first, first, people);

    assertThat(every.impostor().never()).isGreaterThan(0L);
    assertThat(every.impostor().share(2)).isLessThan(1.0);
  }

  @Test
  void distance_ofUnitVectors_isEuclidean() {
    float[] one = {1, 0, 0, 0, 0};
    float[] other = {0.6f, 0, 0, 0, 0.8f};

    assertThat(Distances.between(one, other)).isWithin(1e-6).of(Math.sqrt(0.16 + 0.64));
    assertThat(Distances.between(one, one)).isEqualTo(0);
  }
}
