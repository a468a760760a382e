package dev.rollcall.models.training;

import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.graph.Batch;
import dev.rollcall.models.training.graph.TrainingGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Classifies the faces that were kept aside, as the server will: averaged with the mirror image.
 */
final class EmotionJudge implements Judge {
  private static final int ROWS = 128;

  private final CropFile faces;
  private final List<Integer> chosen;
  private final int classes;

  EmotionJudge(CropFile faces, List<Integer> chosen, int classes) {
    this.faces = faces;
    this.chosen = List.copyOf(chosen);
    this.classes = classes;
  }

  @Override
  public String score() {
    return "choose_accuracy";
  }

  @Override
  public Map<String, Double> judge(TrainingGraph graph) throws IOException {
    List<Scored> scored = score(graph, faces, chosen, classes, 1);
    double loss = 0;
    int right = 0;
    int[] total = new int[classes];
    int[] hit = new int[classes];
    for (Scored face : scored) {
      loss -= Math.log(Math.max(1e-7, face.probabilities()[face.label()]));
      boolean ok = face.best() == face.label();
      right += ok ? 1 : 0;
      total[face.label()]++;
      hit[face.label()] += ok ? 1 : 0;
    }
    double recall = 0;
    int present = 0;
    for (int i = 0; i < classes; i++) {
      if (total[i] > 0) {
        recall += (double) hit[i] / total[i];
        present++;
      }
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("choose_loss", loss / scored.size());
    figures.put("choose_accuracy", (double) right / scored.size());
    figures.put("choose_recall_mean", recall / Math.max(1, present));
    return figures;
  }

  /**
   * One face and what the network says of it.
   *
   * @param index into the crop file
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Scored(
      int index, int label, float[] logits, float[] mirrorLogits, double[] probabilities) {
    int best() {
      int best = 0;
      for (int i = 1; i < probabilities.length; i++) {
        best = probabilities[i] > probabilities[best] ? i : best;
      }
      return best;
    }

    /** The same face at another temperature. */
    Scored at(double temperature) {
      return new Scored(
          index, label, logits, mirrorLogits, mean(logits, mirrorLogits, temperature));
    }

    private static double[] mean(float[] a, float[] b, double temperature) {
      double[] left = softmax(a, temperature);
      double[] right = softmax(b, temperature);
      for (int i = 0; i < left.length; i++) {
        left[i] = (left[i] + right[i]) / 2;
      }
      return left;
    }
  }

  static double[] softmax(float[] logits, double temperature) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    double[] shares = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      shares[i] = Math.exp((logits[i] - most) / temperature);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  static List<Scored> score(
      TrainingGraph graph, CropFile faces, List<Integer> indices, int classes, double temperature)
      throws IOException {
    List<Scored> scored = new ArrayList<>();
    int size = faces.shape().size();
    for (int from = 0; from < indices.size(); from += ROWS) {
      List<Integer> part = indices.subList(from, Math.min(indices.size(), from + ROWS));
      float[] images = new float[2 * part.size() * size];
      for (int row = 0; row < part.size(); row++) {
        byte[] face = faces.read(part.get(row));
        Pixels.copy(face, faces.shape(), images, 2 * row * size);
        Pixels.copyMirrored(face, faces.shape(), images, (2 * row + 1) * size);
      }
      int rows = 2 * part.size();
      CropFile.Shape shape = faces.shape();
      float[] logits =
          graph
              .infer(
                  new Batch(
                      rows,
                      Map.of(
                          EmotionNet.IMAGE,
                          new Batch.Block(
                              images, rows, shape.height(), shape.width(), shape.channels()))))
              .getOrDefault(EmotionNet.LOGITS, new float[0]);
      for (int row = 0; row < part.size(); row++) {
        float[] plain = new float[classes];
        float[] mirrored = new float[classes];
        System.arraycopy(logits, 2 * row * classes, plain, 0, classes);
        System.arraycopy(logits, (2 * row + 1) * classes, mirrored, 0, classes);
        int index = part.get(row);
        scored.add(
            new Scored(index, faces.entries().get(index).label(), plain, mirrored, new double[0])
                .at(temperature));
      }
    }
    return scored;
  }
}
