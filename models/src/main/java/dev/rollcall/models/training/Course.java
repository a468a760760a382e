package dev.rollcall.models.training;

import dev.rollcall.models.training.data.FaceCutter;
import dev.rollcall.models.training.graph.Precision;
import java.nio.file.Path;

/**
 * What every training is told, whatever it trains.
 *
 * @param data the user's folder
 * @param out for everything that the training writes
 * @param resume go on with what {@code out} holds
 * @param rate peak of the learning rate
 * @param aside share of the faces that is kept aside to choose by
 * @param patience epochs without a better score after which it ends; 0: never
 * @param keepEvery a checkpoint that is kept, every so many epochs; 0: none
 * @param framesPerSecond to take of a video
 * @param mostFrames to take of one video
 * @param threads for TensorFlow, and as many again to make batches
 */
public record Course(
    Path data,
    Path out,
    boolean resume,
    int epochs,
    int batch,
    double rate,
    double aside,
    int patience,
    int keepEvery,
    long seed,
    FaceCutter.Mode crops,
    double framesPerSecond,
    int mostFrames,
    Precision precision,
    int threads) {
  public Course {
    if (epochs < 1 || batch < 2 || rate <= 0 || aside <= 0 || aside > 0.5 || threads < 1) {
      throw new IllegalArgumentException(
          "a training takes at least 1 epoch, batches of 2, a rate above 0, and a share of 0 to 0.5"
              + " kept aside");
    }
  }

  Path faces() {
    return out.resolve("faces");
  }

  Path report() {
    return out.resolve("report");
  }
}
