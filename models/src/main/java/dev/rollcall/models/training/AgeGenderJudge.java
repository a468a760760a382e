package dev.rollcall.models.training;

import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.graph.Batch;
import dev.rollcall.models.training.graph.TrainingGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Estimates age and gender of the faces that were kept aside, averaged with the mirror image. */
final class AgeGenderJudge implements Judge {
  private static final int ROWS = 32;

  /** Years of error that weigh as much as one face in twenty with the wrong gender. */
  private static final double YEARS = 20;

  private final CropFile faces;
  private final List<Integer> chosen;

  AgeGenderJudge(CropFile faces, List<Integer> chosen) {
    this.faces = faces;
    this.chosen = List.copyOf(chosen);
  }

  @Override
  public String score() {
    return "choose_fitness";
  }

  @Override
  public Map<String, Double> judge(TrainingGraph graph) throws IOException {
    AgeGenderFigures figures = figures(graph, faces, chosen);
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("choose_age_mae", figures.ageMae());
    named.put("choose_gender_accuracy", figures.genderAccuracy());
    named.put("choose_fitness", figures.genderAccuracy() - figures.ageMae() / YEARS);
    return named;
  }

  static AgeGenderFigures figures(TrainingGraph graph, CropFile faces, List<Integer> indices)
      throws IOException {
    List<AgeGenderFigures.Row> rows = new ArrayList<>();
    CropFile.Shape shape = faces.shape();
    for (int from = 0; from < indices.size(); from += ROWS) {
      List<Integer> part = indices.subList(from, Math.min(indices.size(), from + ROWS));
      int count = 2 * part.size();
      float[] images = new float[count * shape.size()];
      for (int i = 0; i < part.size(); i++) {
        byte[] face = faces.read(part.get(i));
        Pixels.copy(face, shape, images, 2 * i * shape.size());
        Pixels.copyMirrored(face, shape, images, (2 * i + 1) * shape.size());
      }
      Map<String, float[]> answers =
          graph.infer(
              new Batch(
                  count,
                  Map.of(
                      AgeGenderNet.IMAGE,
                      new Batch.Block(
                          images, count, shape.height(), shape.width(), shape.channels()))));
      float[] bins = answers.getOrDefault(AgeGenderNet.BIN_LOGITS, new float[0]);
      float[] genders = answers.getOrDefault(AgeGenderNet.GENDER_LOGITS, new float[0]);
      for (int i = 0; i < part.size(); i++) {
        rows.add(row(faces.entries().get(part.get(i)), bins, genders, 2 * i));
      }
    }
    return new AgeGenderFigures(rows);
  }

  /** Means over a face's two rows. */
  private static AgeGenderFigures.Row row(
      CropFile.Entry entry, float[] bins, float[] genders, int first) {
    double years = 0;
    double deviation = 0;
    double female = 0;
    for (int row = first; row < first + 2; row++) {
      double[] shares = EmotionJudge.softmax(part(bins, row, AgeGenderNet.BINS), 1);
      double mean = 0;
      for (int bin = 0; bin < shares.length; bin++) {
        mean += shares[bin] * AgeGenderNet.centre(bin);
      }
      double variance = 0;
      for (int bin = 0; bin < shares.length; bin++) {
        double off = AgeGenderNet.centre(bin) - mean;
        variance += shares[bin] * off * off;
      }
      years += mean / 2;
      deviation += Math.sqrt(variance) / 2;
      female += EmotionJudge.softmax(part(genders, row, 2), 1)[1] / 2;
    }
    return new AgeGenderFigures.Row(
        entry.values().get(0),
        entry.values().get(1).intValue(),
        years,
        deviation,
        female > 0.5 ? 1 : 0);
  }

  private static float[] part(float[] values, int row, int size) {
    float[] part = new float[size];
    System.arraycopy(values, row * size, part, 0, size);
    return part;
  }
}
