package dev.rollcall.models.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Feature;
import dev.rollcall.inference.face.Gender;
import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Years and gender of faces whose names tell both, as UTKFace's do: {@code
 * age_gender_race_date.jpg}, gender 0 male, 1 female; race 0 to 4, may be missing.
 *
 * <p>A face that was not found has no gender and an age as wrong as can be: 0 or 100 years,
 * whichever is further from the truth.
 */
public final class AgeGender {
  private static final Pattern NAME = Pattern.compile("(\\d{1,3})_([01])_(?:([0-4])_)?.*");
  private static final List<String> RACES = List.of("white", "black", "asian", "indian", "other");
  private static final double OLDEST = 100;
  private static final double CLOSE = 5;
  private static final int DECADE = 10;

  /** Decades from here on are one: few pictures. */
  private static final int LAST_DECADE = 9;

  private final PictureReader reader;
  private final ModelManifest network;

  /**
   * Measures the reader's pack.
   *
   * @throws EvaluationException where it has no network for age and gender
   */
  public AgeGender(PictureReader reader) throws EvaluationException {
    this.reader = reader;
    this.network = reader.network(Task.AGE_GENDER);
  }

  /** What a picture's name says. */
  record Truth(int years, String gender, String race) {
    /** Empty where the name is not of that form. */
    static Optional<Truth> of(String fileName) {
      Matcher name = NAME.matcher(fileName);
      if (!name.matches()) {
        return Optional.empty();
      }
      String race = name.group(3);
      return Optional.of(
          new Truth(
              Integer.parseInt(name.group(1)),
              name.group(2).equals("0") ? "male" : "female",
              race == null ? "unknown" : RACES.get(Integer.parseInt(race))));
    }

    String decade() {
      int decade = Math.min(years / DECADE, LAST_DECADE);
      return decade == LAST_DECADE
          ? LAST_DECADE * DECADE + "+"
          : decade * DECADE + "-" + (decade * DECADE + DECADE - 1);
    }
  }

  /** A picture's truth beside the answer; both null where no face was found. */
  record Guess(String picture, Truth truth, @Nullable Double years, @Nullable Gender gender) {
    double error() {
      return years == null
          ? Math.max(truth.years(), OLDEST - truth.years())
          : Math.abs(years - truth.years());
    }

    boolean isGenderRight() {
      return gender != null && gender.value().equals(truth.gender());
    }
  }

  /**
   * The JSON.
   *
   * @param ignored pictures whose names do not tell age and gender
   * @param ageBias the mean of answer minus truth, over the faces that were found
   */
  record Figures(
      String pack,
      String model,
      int n,
      int ignored,
      int failuresToDetect,
      double ageMae,
      double ageBias,
      Map<String, Double> ageMaeByDecade,
      Map<String, Double> ageMaeByGroup,
      @JsonProperty("within_5_years") double within5Years,
      double genderAccuracy,
      Map<String, Double> genderAccuracyByGroup,
      Map<String, Double> genderAccuracyByDecade,
      Map<String, Integer> nByGroup,
      Map<String, Integer> nByDecade,
      double imagesPerSecond) {}

  /**
   * Runs the protocol.
   *
   * @throws EvaluationException where no name tells age and gender
   */
  public Outcome run(PictureSet set) throws EvaluationException, InterruptedException {
    Map<Shot, Truth> truths = new HashMap<>();
    set.shots()
        .forEach(shot -> Truth.of(shot.fileName()).ifPresent(truth -> truths.put(shot, truth)));
    if (truths.isEmpty()) {
      throw new EvaluationException(
          "no picture in %s is named age_gender_race_date.jpg, as UTKFace's are: 25_1_0_x.jpg is a woman of 25"
              .formatted(set.root()));
    }
    List<Shot> shots = set.shots().stream().filter(truths::containsKey).toList();
    List<Guess> guesses = new ArrayList<>();
    for (Reading reading : reader.read(shots, Set.of(Feature.AGE_GENDER), "pictures")) {
      Optional<Face> face = reading.central();
      Truth truth = Optional.ofNullable(truths.get(reading.shot())).orElseThrow();
      guesses.add(
          new Guess(
              reading.shot().name(),
              truth,
              face.map(Face::age).map(age -> age.value()).orElse(null),
              face.map(Face::gender).orElse(null)));
    }
    Figures figures = figures(guesses, set.shots().size() - shots.size());
    return new Outcome(figures, summary(figures), scores(guesses), report(figures, guesses));
  }

  private Figures figures(List<Guess> guesses, int ignored) {
    ToDoubleFunction<Guess> right = guess -> guess.isGenderRight() ? 1 : 0;
    Function<Guess, String> decade = guess -> guess.truth().decade();
    return new Figures(
        reader.pack(),
        network.id() + " " + network.version(),
        guesses.size(),
        ignored,
        (int) guesses.stream().filter(guess -> guess.years() == null).count(),
        mean(guesses, Guess::error),
        guesses.stream()
            .flatMap(
                guess ->
                    Optional.ofNullable(guess.years())
                        .map(years -> years - guess.truth().years())
                        .stream())
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(0),
        by(guesses, guess -> List.of(decade.apply(guess)), Guess::error),
        by(guesses, AgeGender::groups, Guess::error),
        mean(guesses, guess -> guess.error() <= CLOSE ? 1 : 0),
        mean(guesses, right),
        by(guesses, AgeGender::groups, right),
        by(guesses, guess -> List.of(decade.apply(guess)), right),
        counts(guesses, AgeGender::groups),
        counts(guesses, guess -> List.of(decade.apply(guess))),
        reader.picturesPerSecond());
  }

  /** A picture counts for its gender, its race, both together, and for adults where it is one. */
  private static List<String> groups(Guess guess) {
    Truth truth = guess.truth();
    List<String> groups =
        new ArrayList<>(List.of(truth.gender(), truth.race(), truth.race() + " " + truth.gender()));
    groups.add(truth.years() >= 18 ? "adult" : "minor");
    return groups;
  }

  private static double mean(List<Guess> guesses, ToDoubleFunction<Guess> value) {
    return guesses.stream().mapToDouble(value).average().orElseThrow();
  }

  private static Map<String, Double> by(
      List<Guess> guesses, Function<Guess, List<String>> groups, ToDoubleFunction<Guess> value) {
    Map<String, Double> means = new TreeMap<>();
    split(guesses, groups).forEach((group, own) -> means.put(group, mean(own, value)));
    return means;
  }

  private static Map<String, Integer> counts(
      List<Guess> guesses, Function<Guess, List<String>> groups) {
    Map<String, Integer> counts = new TreeMap<>();
    split(guesses, groups).forEach((group, own) -> counts.put(group, own.size()));
    return counts;
  }

  private static Map<String, List<Guess>> split(
      List<Guess> guesses, Function<Guess, List<String>> groups) {
    Map<String, List<Guess>> split = new TreeMap<>();
    for (Guess guess : guesses) {
      for (String group : groups.apply(guess)) {
        split.computeIfAbsent(group, any -> new ArrayList<>()).add(guess);
      }
    }
    return split;
  }

  private static List<String> summary(Figures figures) {
    return List.of(
        "age and gender with %s of pack %s".formatted(figures.model(), figures.pack()),
        "  %d pictures; no face in %d".formatted(figures.n(), figures.failuresToDetect()),
        "  age: mean error %.2f years, within 5 years %s, answer minus truth %+.2f"
            .formatted(
                figures.ageMae(), Statistics.percent(figures.within5Years()), figures.ageBias()),
        "  gender: %s right".formatted(Statistics.percent(figures.genderAccuracy())),
        "  %.1f pictures/s".formatted(figures.imagesPerSecond()));
  }

  private static ScoreTable scores(List<Guess> guesses) {
    ScoreTable table =
        new ScoreTable(
            "picture", "age", "age_answer", "gender", "gender_answer", "probability", "race");
    for (Guess guess : guesses) {
      Gender gender = guess.gender();
      table.add(
          guess.picture(),
          guess.truth().years(),
          guess.years() == null ? "" : guess.years(),
          guess.truth().gender(),
          gender == null ? "" : gender.value(),
          gender == null ? "" : gender.probability(),
          guess.truth().race());
    }
    return table;
  }

  private Report report(Figures figures, List<Guess> guesses) {
    Report report =
        new Report("Age and gender: " + figures.model())
            .paragraph(
                "Pictures whose names tell age and gender. A face that was not found has no gender, and"
                    + " an age of 0 or 100 years, whichever is further from the truth.")
            .table(
                "Figures",
                List.of("figure", "value"),
                List.of(
                    List.of("pictures", String.valueOf(figures.n())),
                    List.of("without a face", String.valueOf(figures.failuresToDetect())),
                    List.of("mean absolute error of the age", years(figures.ageMae())),
                    List.of("answer minus truth", "%+.2f years".formatted(figures.ageBias())),
                    List.of("within five years", Statistics.percent(figures.within5Years())),
                    List.of("gender right", Statistics.percent(figures.genderAccuracy()))));
    List<List<String>> rows = new ArrayList<>();
    figures
        .ageMaeByGroup()
        .forEach(
            (group, mae) ->
                rows.add(
                    List.of(
                        group,
                        String.valueOf(figures.nByGroup().getOrDefault(group, 0)),
                        years(mae),
                        Statistics.percent(
                            figures.genderAccuracyByGroup().getOrDefault(group, 0.0)))));
    report.table(
        "Error by group (the set's own labels)",
        List.of("group", "pictures", "age error", "gender right"),
        rows);
    List<String> decades = List.copyOf(figures.ageMaeByDecade().keySet());
    report.plot(
        "age-by-decade",
        new Plot.Bars(
            "Error of the age",
            "true age",
            "mean absolute error, years",
            decades,
            List.of(new Plot.Series("error", List.copyOf(figures.ageMaeByDecade().values())))),
        "The mean absolute error by decade of the true age.");
    List<String> groups =
        figures.genderAccuracyByGroup().keySet().stream()
            .filter(group -> group.contains(" "))
            .toList();
    if (!groups.isEmpty()) {
      report.plot(
          "gender-by-group",
          new Plot.Bars(
              "Gender taken wrongly",
              "group",
              "share of the pictures",
              groups,
              List.of(
                  new Plot.Series(
                      "wrong",
                      groups.stream()
                          .map(
                              group -> 1 - figures.genderAccuracyByGroup().getOrDefault(group, 0.0))
                          .toList()))),
          "By race and gender as the set's names label them; a fair network has equal bars.");
    }
    return report.plot("age-errors", errors(guesses), "Answer minus truth; zero is right.");
  }

  private static Plot errors(List<Guess> guesses) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (Guess guess : guesses) {
      Double years = guess.years();
      if (years != null) {
        counts.merge((int) Math.round(years - guess.truth().years()), 1, Integer::sum);
      }
    }
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    if (!counts.isEmpty()) {
      for (int error = counts.firstKey(); error <= counts.lastKey(); error++) {
        x.add((double) error);
        y.add((double) counts.getOrDefault(error, 0));
      }
    }
    return new Plot.Lines(
        "Errors of the age",
        "answer minus truth, years",
        "pictures",
        false,
        List.of(new Plot.Line("pictures", x, y)));
  }

  private static String years(double value) {
    return "%.2f years".formatted(value);
  }
}
