package dev.rollcall.models.training.graph;

import dev.rollcall.models.training.graph.Variables.Kind;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An exponential moving average of every weight and statistic (Polyak averaging). It is what is
 * judged and exported: it lies nearer the middle of the valley than the weights of any one step.
 */
final class SlowCopies {
  private SlowCopies() {}

  static String name(String variable) {
    return variable + "/slow";
  }

  /**
   * Lets the copies follow what the step began with.
   *
   * @param share scalar: how far a copy moves towards its variable in a step
   */
  static List<Op> follow(Ops ops, Variables variables, Operand<TFloat32> share) {
    List<Op> updates = new ArrayList<>();
    for (Kind kind : new Kind[] {Kind.TRAINED, Kind.STATISTIC}) {
      for (Variables.Variable variable : variables.of(kind)) {
        Variables.Variable copy =
            variables.find(
                name(variable.name()),
                Kind.SHADOW,
                size -> variable.first(),
                variable.shape().asArray());
        updates.add(
            ops.assignSubVariableOp(
                copy.handle(), ops.math.mul(ops.math.sub(copy.value(), variable.value()), share)));
      }
    }
    return updates;
  }
}
