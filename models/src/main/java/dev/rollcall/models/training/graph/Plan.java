package dev.rollcall.models.training.graph;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network that can be trained: what it is fed, what it computes, what it is punished for. */
public interface Plan {
  /**
   * One thing it is fed, float32 {@code [N, rowShape...]}.
   *
   * @param rowShape -1 where a side may change from batch to batch
   */
  record Feed(String name, List<Long> rowShape) {
    public Feed {
      rowShape = List.copyOf(rowShape);
    }
  }

  List<Feed> feeds();

  /**
   * One of the feeds.
   *
   * @throws IllegalArgumentException where it is not fed
   */
  static Operand<TFloat32> fed(Map<String, Operand<TFloat32>> fed, String name) {
    Operand<TFloat32> found = fed.get(name);
    if (found == null) {
      throw new IllegalArgumentException("nothing is fed as " + name);
    }
    return found;
  }

  /**
   * The loss of a batch, a scalar.
   *
   * @param fed by the feed's name
   * @param seed int32 [2], another for every step
   */
  Operand<TFloat32> loss(Layers layers, Map<String, Operand<TFloat32>> fed, Operand<TInt32> seed);

  /** What the network says of a batch, {@code [N, ...]}, by name; labels may not be asked for. */
  Map<String, Operand<TFloat32>> outputs(Layers layers, Map<String, Operand<TFloat32>> fed);
}
