package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.models.evaluation.condition.Alteration;
import dev.rollcall.models.evaluation.condition.Condition;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Are two pictures of one person? LFW's protocol (View 2): folds of pairs, the threshold of a fold
 * is the one that decides most pairs of the other folds rightly. A pair of which a face was not
 * found is decided wrongly, whether genuine or not.
 *
 * <p>Then every two pictures of the set, for the false match rates that a few thousand pairs cannot
 * show.
 */
public final class Verification {
  private final PictureReader reader;
  private final ModelManifest embedder;

  /**
   * Measures the reader's pack.
   *
   * @throws EvaluationException where it has no embedder
   */
  public Verification(PictureReader reader) throws EvaluationException {
    this.reader = reader;
    this.embedder = reader.network(Task.RECOGNITION);
  }

  /** A pair of the protocol with its distance; infinite where a face was not found. */
  record ScoredPair(PairsFile.Pair pair, double distance, String variant) {
    boolean isFound() {
      return Double.isFinite(distance);
    }

    /** A pair of which a face was not found is never right. */
    boolean isRight(double threshold) {
      return isFound() && (distance <= threshold) == pair.same();
    }
  }

  /**
   * Runs the protocol.
   *
   * @param condition degrades the second picture of every pair; empty: none
   * @param seed of what the condition leaves to chance
   * @throws EvaluationException where a pair names a picture that the set does not hold
   */
  public Outcome run(PictureSet set, PairsFile pairs, Optional<Condition> condition, long seed)
      throws EvaluationException, InterruptedException {
    PictureSet.Finder finder = set.finder();
    Map<String, Shot> named = new LinkedHashMap<>();
    for (String name : pairs.pictures()) {
      named.put(
          name,
          finder
              .find(name)
              .orElseThrow(
                  () ->
                      new EvaluationException(
                          "%s holds no %s, which the pairs name; give the folder with the people's folders"
                              .formatted(set.root(), name))));
    }
    List<Reading> clean = reader.read(set.shots(), Set.of(Feature.EMBEDDING), "pictures");
    List<Reading> second = condition.isPresent() ? altered(clean, condition.get(), seed) : clean;
    List<float[]> firsts = Reading.embeddings(clean);
    List<float[]> seconds = condition.isPresent() ? Reading.embeddings(second) : firsts;
    Map<Shot, Integer> places = new HashMap<>();
    for (int i = 0; i < clean.size(); i++) {
      places.put(clean.get(i).shot(), i);
    }
    List<ScoredPair> scored = new ArrayList<>();
    for (PairsFile.Pair pair : pairs.pairs()) {
      Shot left = shot(named, pair.left());
      Shot right = shot(named, pair.right());
      scored.add(
          new ScoredPair(
              pair,
              Distances.ofFound(firsts.get(place(places, left)), seconds.get(place(places, right))),
              condition.map(c -> new Alteration(c, right.name(), seed).variant()).orElse("")));
    }
    EveryPair every = EveryPair.of(firsts, seconds, people(clean));
    return new VerificationOutcome(
            new VerificationOutcome.Measured(
                reader.pack(),
                embedder,
                pairs.folds(),
                scored,
                every,
                notFound(clean, places, named, pairs, second),
                condition,
                reader.picturesPerSecond()))
        .outcome();
  }

  private List<Reading> altered(List<Reading> clean, Condition condition, long seed)
      throws InterruptedException {
    Map<Shot, Reading> originals = new HashMap<>();
    clean.forEach(reading -> originals.put(reading.shot(), reading));
    return reader.read(
        clean.stream().map(Reading::shot).toList(),
        Set.of(Feature.EMBEDDING),
        "altered pictures",
        shot -> {
          Reading original = originals.get(shot);
          return new Alteration(condition, shot.name(), seed)
              .apply(
                  Files.readAllBytes(shot.file()),
                  original == null ? Optional.empty() : original.central());
        });
  }

  private static int[] people(List<Reading> readings) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] people = new int[readings.size()];
    for (int i = 0; i < people.length; i++) {
      String folder = readings.get(i).shot().folder();
      people[i] = numbers.computeIfAbsent(folder, any -> numbers.size());
    }
    return people;
  }

  /** Names of the protocol's pictures without a face, as they are or altered. */
  private static List<String> notFound(
      List<Reading> clean,
      Map<Shot, Integer> places,
      Map<String, Shot> named,
      PairsFile pairs,
      List<Reading> second) {
    Map<String, Boolean> missed = new LinkedHashMap<>();
    for (PairsFile.Pair pair : pairs.pairs()) {
      if (clean.get(place(places, shot(named, pair.left()))).central().isEmpty()) {
        missed.put(pair.left(), true);
      }
      if (second.get(place(places, shot(named, pair.right()))).central().isEmpty()) {
        missed.put(pair.right(), true);
      }
    }
    return List.copyOf(missed.keySet());
  }

  private static Shot shot(Map<String, Shot> named, String name) {
    Shot shot = named.get(name);
    if (shot == null) {
      throw new IllegalStateException(name + " was looked up before");
    }
    return shot;
  }

  private static int place(Map<Shot, Integer> places, Shot shot) {
    Integer place = places.get(shot);
    if (place == null) {
      throw new IllegalStateException(shot.name() + " was read before");
    }
    return place;
  }
}
