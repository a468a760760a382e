package dev.rollcall.models.training;

import dev.rollcall.models.report.Plot;
import dev.rollcall.models.report.Report;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.data.DataCheck;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** The page that tells how a classifier was trained, how good it is and where it errs. */
final class EmotionReport {
  private static final String ERRORS = "errors";
  private static final int MOST_ERRORS = 24;
  private static final int ENLARGED = 2;

  private final String model;
  private final String terms;
  private final DataCheck check;
  private final List<Map<String, Double>> epochs;
  private final int bestEpoch;
  private final double temperature;

  EmotionReport(
      String model,
      String terms,
      DataCheck check,
      List<Map<String, Double>> epochs,
      int bestEpoch,
      double temperature) {
    this.model = model;
    this.terms = terms;
    this.check = check;
    this.epochs = epochs;
    this.bestEpoch = bestEpoch;
    this.temperature = temperature;
  }

  /**
   * Writes the page.
   *
   * @param chosen the faces kept aside
   * @param tested faces that chose nothing, where there are any
   * @param faces where sample errors are taken from
   */
  void write(Path folder, Classified chosen, Optional<Classified> tested, CropFile faces)
      throws IOException {
    Files.createDirectories(folder);
    Report report = new Report("Training of " + model);
    report.paragraph("Data: " + terms);
    report.table("Faces", List.of("label", "learnt from", "kept aside"), faceRows());
    for (String line : check.lines()) {
      if (line.startsWith("note:")) {
        report.paragraph(line);
      }
    }
    report.plot(
        "accuracy",
        Curves.of(epochs, "Accuracy of the faces kept aside", "accuracy", "choose_accuracy"),
        "Epoch %d was the best and is what was exported.".formatted(bestEpoch));
    report.plot(
        "loss",
        Curves.of(epochs, "Loss", "loss", "loss", "choose_loss"),
        "The loss of training is measured on varied faces with smoothed targets, so it lies above"
            + " that of the faces kept aside.");
    section(report, "kept aside (they chose epoch and temperature)", "aside", chosen);
    tested.ifPresent(test -> section(report, "test (chose nothing)", "test", test));
    report.paragraph(
        String.format(
            Locale.ROOT, "Probabilities are calibrated with temperature %.3f.", temperature));
    report.write(folder);
    samples(folder, chosen, faces);
  }

  private List<List<String>> faceRows() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < check.labels().size(); i++) {
      rows.add(
          List.of(
              check.labels().get(i),
              check.learn().get(i).toString(),
              check.choose().get(i).toString()));
    }
    return rows;
  }

  private static void section(Report report, String what, String name, Classified faces) {
    Map<String, Object> figures = faces.figures();
    List<List<String>> rows = new ArrayList<>();
    List<Plot.Line> rocs = new ArrayList<>();
    List<List<Long>> confusion = faces.confusion();
    for (int i = 0; i < faces.labels().size(); i++) {
      Classified.Roc roc = faces.roc(i);
      String label = faces.labels().get(i);
      long there = confusion.get(i).stream().mapToLong(Long::longValue).sum();
      rows.add(
          List.of(
              label,
              Long.toString(there),
              percent(confusion.get(i).get(i) / (double) Math.max(1, there)),
              String.format(Locale.ROOT, "%.3f", roc.auc())));
      rocs.add(
          new Plot.Line(
              String.format(Locale.ROOT, "%s (AUC %.3f)", label, roc.auc()),
              roc.falsePositives(),
              roc.truePositives()));
    }
    Classified.Reliability reliability = faces.reliability();
    report.table(
        String.format(
            Locale.ROOT,
            "Faces %s: %s right of n=%s, calibration error %.3f",
            what,
            percent(faces.accuracy()),
            figures.get("n"),
            reliability.ece()),
        List.of("label", "n", "found", "AUC"),
        rows);
    report.plot(
        name + "-roc",
        new Plot.Lines(
            "ROC, each label against all others", "false positives", "true positives", false, rocs),
        "Faces " + what);
    report.plot(
        name + "-confusion",
        new Plot.Grid("Confusion", "answer", "truth", faces.labels(), confusion),
        "Rows: what the faces were labelled; columns: what the network said.");
    report.plot(
        name + "-reliability",
        new Plot.Lines(
            "Reliability",
            "probability of the answer",
            "share that was right",
            false,
            List.of(
                new Plot.Line("ideal", List.of(0.0, 1.0), List.of(0.0, 1.0)),
                new Plot.Line("faces", reliability.confidence(), reliability.accuracy()))),
        "Expected calibration error over 15 bins.");
  }

  /** The surest wrong answers, in a folder of their own: they show people. */
  private static void samples(Path folder, Classified chosen, CropFile faces) throws IOException {
    Path errors = Files.createDirectories(folder.resolve(ERRORS));
    Map<String, Integer> index = new java.util.HashMap<>();
    for (int i = 0; i < faces.entries().size(); i++) {
      index.put(faces.entries().get(i).source(), i);
    }
    List<Classified.Row> wrong =
        chosen.rows().stream()
            .filter(row -> row.best() != row.label())
            .sorted(
                Comparator.comparingDouble((Classified.Row row) -> row.probabilities()[row.best()])
                    .reversed())
            .limit(MOST_ERRORS)
            .toList();
    StringBuilder page =
        new StringBuilder(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sample errors</title>"
                + "<style>body{font:14px sans-serif}figure{display:inline-block;margin:.5rem}"
                + "</style><h1>The surest wrong answers</h1>");
    for (int i = 0; i < wrong.size(); i++) {
      Classified.Row row = wrong.get(i);
      String file = "error-%02d.png".formatted(i + 1);
      Integer at = index.get(row.source());
      if (at != null) {
        picture(faces.read(at), faces.shape(), errors.resolve(file));
        page.append(
            String.format(
                Locale.ROOT,
                "<figure><img src=\"%s\" alt=\"\"><figcaption>%s, answered %s (%.2f)</figcaption></figure>",
                file,
                chosen.labels().get(row.label()),
                chosen.labels().get(row.best()),
                row.probabilities()[row.best()]));
      }
    }
    Files.writeString(errors.resolve(Report.PAGE), page);
  }

  private static void picture(byte[] face, CropFile.Shape shape, Path file) throws IOException {
    int width = shape.width() * ENLARGED;
    int height = shape.height() * ENLARGED;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y / ENLARGED * shape.width() + x / ENLARGED) * shape.channels();
        int red = face[at] & 0xff;
        int green = shape.channels() == 1 ? red : face[at + 1] & 0xff;
        int blue = shape.channels() == 1 ? red : face[at + 2] & 0xff;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
