package dev.rollcall.models.training.graph;

import dev.rollcall.models.training.graph.Variables.Kind;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.ResourceApplyAdam;
import org.tensorflow.types.TFloat32;

/**
 * Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019).
 *
 * <p>Only {@link Kind#TRAINED} variables take part: asking the framework's optimiser to minimise
 * throws where the graph holds moving averages, which have no gradient. Kernels decay, vectors
 * (scales, shifts, biases) do not. All gradients are there before the first weight changes.
 *
 * @param rate scalar: the learning rate of this step
 * @param power1 scalar: beta 1 to the power of the step's number, counted from 1
 * @param power2 scalar: beta 2 to the power of the step's number
 * @param updates what a training step runs
 */
record Adam(
    Placeholder<TFloat32> rate,
    Placeholder<TFloat32> power1,
    Placeholder<TFloat32> power2,
    List<Op> updates) {
  static final float BETA_1 = 0.9f;
  static final float BETA_2 = 0.999f;
  private static final float EPSILON = 1e-7f;

  static Adam minimise(
      Graph graph, Ops ops, Variables variables, Operand<TFloat32> loss, float weightDecay) {
    Placeholder<TFloat32> rate = scalar(ops, "adam.rate");
    Placeholder<TFloat32> power1 = scalar(ops, "adam.power1");
    Placeholder<TFloat32> power2 = scalar(ops, "adam.power2");
    List<Variables.Variable> trained = variables.of(Kind.TRAINED);
    List<Operand<TFloat32>> gradients =
        Gradients.of(graph, loss, trained.stream().map(Variables.Variable::value).toList());
    Ops afterGradients = ops.withControlDependencies(gradients.toArray(new Op[0]));
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      Variables.Variable variable = trained.get(i);
      long[] shape = variable.shape().asArray();
      Variables.First zero = Variables.constant(0);
      Variables.Variable m = variables.find(variable.name() + "/adam_m", Kind.SHADOW, zero, shape);
      Variables.Variable v = variables.find(variable.name() + "/adam_v", Kind.SHADOW, zero, shape);
      Ops ready = afterGradients;
      if (weightDecay > 0 && shape.length > 1) {
        Op decay =
            afterGradients.assignSubVariableOp(
                variable.handle(),
                ops.math.mul(variable.value(), ops.math.mul(rate, ops.constant(weightDecay))));
        updates.add(decay);
        ready = ops.withControlDependencies(decay);
      }
      updates.add(
          ready.train.resourceApplyAdam(
              variable.handle(),
              m.handle(),
              v.handle(),
              power1,
              power2,
              rate,
              ops.constant(BETA_1),
              ops.constant(BETA_2),
              ops.constant(EPSILON),
              gradients.get(i),
              new ResourceApplyAdam.Options[0]));
    }
    return new Adam(rate, power1, power2, updates);
  }

  private static Placeholder<TFloat32> scalar(Ops ops, String name) {
    return ops.withName(name)
        .placeholder(TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.scalar()));
  }
}
