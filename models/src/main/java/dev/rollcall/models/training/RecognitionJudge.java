package dev.rollcall.models.training;

import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.graph.Batch;
import dev.rollcall.models.training.graph.TrainingGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares every two pictures of people whom the network has never seen. */
final class RecognitionJudge implements Judge {
  private static final int ROWS = 32;

  private final CropFile faces;
  private final List<Integer> chosen;

  RecognitionJudge(CropFile faces, List<Integer> chosen) {
    this.faces = faces;
    this.chosen = List.copyOf(chosen);
  }

  @Override
  public String score() {
    return "choose_auc";
  }

  @Override
  public Map<String, Double> judge(TrainingGraph graph) throws IOException {
    Verified verified = verified(graph);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("choose_auc", verified.auc());
    figures.put("choose_eer", verified.equalErrorRate());
    figures.put("choose_tar_at_far_1e-3", verified.trueMatchRate(verified.threshold(1e-3)));
    return figures;
  }

  /** All pairs. */
  Verified verified(TrainingGraph graph) throws IOException {
    List<float[]> points = new ArrayList<>();
    CropFile.Shape shape = faces.shape();
    for (int from = 0; from < chosen.size(); from += ROWS) {
      List<Integer> part = chosen.subList(from, Math.min(chosen.size(), from + ROWS));
      float[] images = new float[part.size() * shape.size()];
      for (int i = 0; i < part.size(); i++) {
        Pixels.copy(faces.read(part.get(i)), shape, images, i * shape.size());
      }
      float[] embeddings =
          graph
              .infer(
                  new Batch(
                      part.size(),
                      Map.of(
                          RecognitionNet.IMAGE,
                          new Batch.Block(
                              images,
                              part.size(),
                              shape.height(),
                              shape.width(),
                              shape.channels()))))
              .getOrDefault(RecognitionNet.EMBEDDING, new float[0]);
      int size = embeddings.length / part.size();
      for (int i = 0; i < part.size(); i++) {
        float[] point = new float[size];
        System.arraycopy(embeddings, i * size, point, 0, size);
        points.add(point);
      }
    }
    List<Double> genuine = new ArrayList<>();
    List<Double> impostor = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int j = i + 1; j < points.size(); j++) {
        boolean same =
            faces.entries().get(chosen.get(i)).label()
                == faces.entries().get(chosen.get(j)).label();
        (same ? genuine : impostor).add(distance(points.get(i), points.get(j)));
      }
    }
    return new Verified(genuine, impostor);
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double off = a[i] - b[i];
      sum += off * off;
    }
    return Math.sqrt(sum);
  }
}
