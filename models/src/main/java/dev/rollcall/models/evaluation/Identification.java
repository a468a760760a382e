package dev.rollcall.models.evaluation;

import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.face.Quality;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is it, of all who are enrolled, or nobody? Gallery: the first picture in name order of each
 * person with two or more; mated probes: their others; non-mated: people with one.
 *
 * <p>Beside it, on people with enough pictures, what more than one enrolled picture brings, by each
 * way to make them a template.
 */
public final class Identification {
  /** Pictures a person that are enrolled in the comparison of templates; the others are probes. */
  static final int SHOTS = 3;

  private final PictureReader reader;
  private final ModelManifest embedder;

  /**
   * Measures the reader's pack.
   *
   * @throws EvaluationException where it has no embedder
   */
  public Identification(PictureReader reader) throws EvaluationException {
    this.reader = reader;
    this.embedder = reader.network(Task.RECOGNITION);
  }

  /**
   * Runs the protocol.
   *
   * @throws EvaluationException where there are not at least two people with two pictures, and one
   *     with one
   */
  public Outcome run(PictureSet set) throws EvaluationException, InterruptedException {
    Map<String, List<Shot>> people = set.byFolder();
    long several = people.values().stream().filter(shots -> shots.size() > 1).count();
    long single = people.values().stream().filter(shots -> shots.size() == 1).count();
    if (several < 2 || single < 1) {
      throw new EvaluationException(
          ("%s has %d folders with two pictures or more and %d with one: identification needs at least"
                  + " two people to find and one stranger (one folder a person)")
              .formatted(set.root(), several, single));
    }
    Set<Feature> features = EnumSet.of(Feature.EMBEDDING, Feature.QUALITY);
    List<Reading> readings = reader.read(set.shots(), features, "pictures");
    Map<Shot, Reading> byShot = new HashMap<>();
    readings.forEach(reading -> byShot.put(reading.shot(), reading));
    Roster first = new Roster();
    List<Search> searches = new ArrayList<>();
    people.forEach(
        (person, shots) -> {
          if (shots.size() > 1) {
            first.enrol(person, EnrolmentTemplate.Way.NEAREST, pictures(byShot, shots, 1));
          }
        });
    people.forEach(
        (person, shots) -> {
          boolean mated = shots.size() > 1;
          for (Shot probe : shots.subList(mated ? 1 : 0, shots.size())) {
            searches.add(first.search(reading(byShot, probe), mated ? person : ""));
          }
        });
    return new IdentificationOutcome(
            reader.pack(),
            embedder,
            (int) several,
            searches,
            trials(people, byShot),
            reader.picturesPerSecond())
        .outcome();
  }

  /**
   * Each way to enrol 1 to {@link #SHOTS} pictures, over the same people and probes; none where too
   * few people have that many.
   */
  private static List<EnrolmentTrial> trials(
      Map<String, List<Shot>> people, Map<Shot, Reading> byShot) {
    List<EnrolmentTrial> trials = new ArrayList<>();
    if (people.values().stream().filter(shots -> shots.size() > SHOTS).count() < 2) {
      return trials;
    }
    for (int shots = 1; shots <= SHOTS; shots++) {
      for (EnrolmentTemplate.Way way : EnrolmentTemplate.Way.values()) {
        if (shots > 1 || way == EnrolmentTemplate.Way.NEAREST) {
          trials.add(trial(people, byShot, shots, way));
        }
      }
    }
    return trials;
  }

  private static EnrolmentTrial trial(
      Map<String, List<Shot>> people,
      Map<Shot, Reading> byShot,
      int shots,
      EnrolmentTemplate.Way way) {
    Roster roster = new Roster();
    people.forEach(
        (person, pictures) -> {
          if (pictures.size() > SHOTS) {
            roster.enrol(person, way, pictures(byShot, pictures, shots));
          }
        });
    List<Search> searches = new ArrayList<>();
    people.forEach(
        (person, pictures) -> {
          boolean mated = pictures.size() > SHOTS;
          // Whoever has fewer pictures is a stranger to this gallery, with the first of them.
          List<Shot> probes =
              mated ? pictures.subList(SHOTS, pictures.size()) : pictures.subList(0, 1);
          for (Shot probe : probes) {
            searches.add(roster.search(reading(byShot, probe), mated ? person : ""));
          }
        });
    return new EnrolmentTrial(shots, way, new SearchRates(searches));
  }

  private static List<EnrolmentTemplate.Picture> pictures(
      Map<Shot, Reading> byShot, List<Shot> shots, int most) {
    List<EnrolmentTemplate.Picture> pictures = new ArrayList<>();
    for (Shot shot : shots.subList(0, most)) {
      Reading reading = reading(byShot, shot);
      float[] embedding = reading.embedding();
      if (embedding.length > 0) {
        double quality = reading.central().map(Face::quality).map(Quality::score).orElse(1.0);
        pictures.add(new EnrolmentTemplate.Picture(embedding, quality));
      }
    }
    return pictures;
  }

  private static Reading reading(Map<Shot, Reading> byShot, Shot shot) {
    return Optional.ofNullable(byShot.get(shot)).orElseThrow();
  }
}
