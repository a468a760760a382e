package dev.rollcall.models.training;

import dev.rollcall.inference.engine.DeviceChoice;
import dev.rollcall.inference.engine.Engine;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.engine.tensorflow.TensorFlowEngine;
import dev.rollcall.inference.heads.MirrorMean;
import dev.rollcall.models.training.data.CropFile;
import dev.rollcall.models.training.watch.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the very file that the server will load, as the server does: averaged with the mirror. */
final class ServedModel {
  private static final int ROWS = 64;

  private ServedModel() {}

  /** What the model says of every face, in their order. */
  static List<Outputs.Row> run(Path model, CropFile faces, Watcher watcher) throws IOException {
    List<Outputs.Row> answers = new ArrayList<>();
    try (Engine engine = TensorFlowEngine.open(DeviceChoice.CPU);
        Network network = engine.load(model)) {
      int total = faces.entries().size();
      for (int from = 0; from < total; from += ROWS) {
        int to = Math.min(total, from + ROWS);
        List<Raster> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
          Raster face = new Raster(faces.shape().height(), faces.shape().width(), faces.read(i));
          rows.add(face);
          rows.add(face.mirrored());
        }
        Outputs outputs = network.run(rows);
        for (int i = 0; i < to - from; i++) {
          answers.add(MirrorMean.of(List.of(outputs.row(2 * i), outputs.row(2 * i + 1))));
        }
        watcher.progress("testing the served model", to, total);
      }
    }
    return answers;
  }

  /** A classifier's probabilities with the true labels beside them. */
  static Classified classify(Path model, CropFile faces, List<String> labels, Watcher watcher)
      throws IOException {
    List<Outputs.Row> answers = run(model, faces, watcher);
    List<Classified.Row> rows = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      CropFile.Entry entry = faces.entries().get(i);
      float[] given = answers.get(i).get("probabilities", labels.size());
      double[] probabilities = new double[given.length];
      for (int j = 0; j < given.length; j++) {
        probabilities[j] = given[j];
      }
      rows.add(new Classified.Row(entry.source(), entry.label(), probabilities));
    }
    return new Classified(labels, rows);
  }
}
