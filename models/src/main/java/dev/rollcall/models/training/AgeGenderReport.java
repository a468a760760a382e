package dev.rollcall.models.training;

import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import dev.rollcall.models.training.data.DataCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page that tells how an age and gender network was trained and how far it errs. */
final class AgeGenderReport {
  private AgeGenderReport() {}

  static void write(
      Path folder,
      String model,
      String terms,
      DataCheck check,
      List<Map<String, Double>> epochs,
      AgeGenderFigures chosen,
      Optional<AgeGenderFigures> tested)
      throws IOException {
    Report report = new Report("Training of " + model);
    report.paragraph("Data: " + terms);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < check.labels().size(); i++) {
      rows.add(
          List.of(
              check.labels().get(i),
              check.learn().get(i).toString(),
              check.choose().get(i).toString()));
    }
    report.table("Faces", List.of("age", "learnt from", "kept aside"), rows);
    report.plot(
        "age", Curves.of(epochs, "Mean error of age", "years", "choose_age_mae"), "Kept aside.");
    report.plot(
        "gender", Curves.of(epochs, "Gender", "accuracy", "choose_gender_accuracy"), "Kept aside.");
    report.plot("loss", Curves.of(epochs, "Loss", "loss", "loss"), "Of training.");
    section(report, "kept aside (they chose the epoch)", "aside", chosen);
    tested.ifPresent(test -> section(report, "test (chose nothing)", "test", test));
    report.write(folder);
  }

  private static void section(Report report, String what, String name, AgeGenderFigures figures) {
    report.table(
        "Faces " + what,
        List.of("n", "mean error", "within 5 years", "within the range given", "gender"),
        List.of(
            List.of(
                Integer.toString(figures.rows().size()),
                String.format(Locale.ROOT, "%.2f years", figures.ageMae()),
                percent(figures.withinFiveYears()),
                percent(figures.withinRange()),
                percent(figures.genderAccuracy()))));
    Map<String, Double> byDecade = figures.maeByDecade();
    report.plot(
        name + "-decades",
        new Plot.Bars(
            "Mean error by age",
            "age",
            "years",
            List.copyOf(byDecade.keySet()),
            List.of(new Plot.Series("mean error", List.copyOf(byDecade.values())))),
        "Faces " + what);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
