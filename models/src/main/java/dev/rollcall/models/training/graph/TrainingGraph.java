package dev.rollcall.models.training.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A network in TensorFlow's graph mode, ready to be trained: one branch that learns, one that
 * answers with the slow copies of the weights.
 *
 * <p>Invariants: the same plan, seed and batches give the same weights, bit for bit, on the same
 * machine with the same number of threads; {@link #weights} and {@link #restore} carry everything
 * that a step depends on, except for the step's number.
 *
 * <p>Memory: that of the weights five times, and of one batch's activations. Not thread-safe.
 */
public final class TrainingGraph implements AutoCloseable {
  /** The slow copies follow faster while there is little to average. */
  private static final double SLOW_WARM_UP = 10;

  private final Graph graph;
  private final Session session;
  private final Variables variables;
  private final Map<String, Placeholder<TFloat32>> feeds;
  private final Placeholder<TInt32> seedFeed;
  private final Placeholder<TFloat32> slowShare;
  private final Operand<TFloat32> loss;
  private final Map<String, Operand<TFloat32>> outputs;
  private final Adam adam;
  private final List<Op> updates = new ArrayList<>();
  private final Setup setup;

  /**
   * How to train.
   *
   * @param weightDecay decoupled, a step takes rate times this of each kernel
   * @param slowDecay of the slow copies, in 0..1; 0.998 averages some 500 steps
   * @param threads of one operation
   */
  public record Setup(
      long seed, float weightDecay, double slowDecay, Precision precision, int threads) {}

  /** Builds the graph and gives the weights their first values. */
  public TrainingGraph(Plan plan, Setup setup) {
    this.setup = setup;
    graph = new Graph();
    try {
      Ops ops = Ops.create(graph);
      variables = new Variables(ops);
      feeds = new LinkedHashMap<>();
      Map<String, Operand<TFloat32>> fed = new LinkedHashMap<>();
      for (Plan.Feed feed : plan.feeds()) {
        long[] shape = new long[feed.rowShape().size() + 1];
        shape[0] = -1;
        for (int i = 1; i < shape.length; i++) {
          shape[i] = feed.rowShape().get(i - 1);
        }
        Placeholder<TFloat32> placeholder =
            ops.withName(feed.name())
                .placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
        feeds.put(feed.name(), placeholder);
        fed.put(feed.name(), placeholder);
      }
      seedFeed = ops.withName("seed").placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
      slowShare =
          ops.withName("slow_share").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
      Layers learning = new Layers(ops, variables, Layers.Branch.TRAINING, setup.seed());
      loss = plan.loss(learning, fed, seedFeed);
      adam = Adam.minimise(graph, ops, variables, loss, setup.weightDecay());
      updates.addAll(adam.updates());
      updates.addAll(learning.updates());
      updates.addAll(SlowCopies.follow(ops, variables, slowShare));
      outputs =
          plan.outputs(new Layers(ops, variables, Layers.Branch.INFERENCE, setup.seed()), fed);
      session = new Session(graph, setup.precision().config(setup.threads()));
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
    variables.initialise(session);
  }

  /**
   * Learns from a batch.
   *
   * @param number of the step, counted from 1
   * @return the loss before the step
   */
  public double step(Batch batch, double rate, long number) {
    List<AutoCloseable> tensors = new ArrayList<>();
    try {
      Session.Runner runner = session.runner();
      feed(runner, batch, tensors);
      scalar(runner, adam.rate(), rate, tensors);
      scalar(runner, adam.power1(), Math.pow(Adam.BETA_1, (double) number), tensors);
      scalar(runner, adam.power2(), Math.pow(Adam.BETA_2, (double) number), tensors);
      double decay = Math.min(setup.slowDecay(), (1.0 + number) / (SLOW_WARM_UP + number));
      scalar(runner, slowShare, 1 - decay, tensors);
      TInt32 seed = TInt32.vectorOf((int) (setup.seed() ^ (setup.seed() >>> 32)), (int) number);
      tensors.add(seed);
      runner.feed(seedFeed, seed).fetch(loss);
      updates.forEach(runner::addTarget);
      try (Result result = runner.run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    } finally {
      closeAll(tensors);
    }
  }

  /**
   * What the network, with the slow copies of its weights, says of a batch.
   *
   * @return row-major numbers by the output's name
   */
  public Map<String, float[]> infer(Batch batch) {
    List<AutoCloseable> tensors = new ArrayList<>();
    try {
      Session.Runner runner = session.runner();
      feed(runner, batch, tensors);
      outputs.values().forEach(runner::fetch);
      Map<String, float[]> answers = new LinkedHashMap<>();
      try (Result result = runner.run()) {
        int i = 0;
        for (String name : outputs.keySet()) {
          float[] values = new float[Math.toIntExact(result.get(i).shape().size())];
          result.get(i++).asRawTensor().data().asFloats().read(values);
          answers.put(name, values);
        }
      }
      return answers;
    } finally {
      closeAll(tensors);
    }
  }

  private void feed(Session.Runner runner, Batch batch, List<AutoCloseable> tensors) {
    batch
        .blocks()
        .forEach(
            (name, block) -> {
              Placeholder<TFloat32> placeholder = feeds.get(name);
              if (placeholder == null) {
                throw new IllegalArgumentException("the network takes no " + name);
              }
              TFloat32 tensor =
                  TFloat32.tensorOf(Shape.of(block.shape()), DataBuffers.of(block.values()));
              tensors.add(tensor);
              runner.feed(placeholder, tensor);
            });
  }

  private static void scalar(
      Session.Runner runner,
      Placeholder<TFloat32> placeholder,
      double value,
      List<AutoCloseable> tensors) {
    TFloat32 tensor = TFloat32.scalarOf((float) value);
    tensors.add(tensor);
    runner.feed(placeholder, tensor);
  }

  private static void closeAll(List<AutoCloseable> tensors) {
    for (AutoCloseable tensor : tensors) {
      try {
        tensor.close();
      } catch (Exception e) {
        throw new IllegalStateException("a tensor could not be freed", e);
      }
    }
  }

  /** Everything that a step depends on, by name. */
  public Map<String, float[]> weights() {
    return variables.read(session);
  }

  /** The slow copies under the names of what they copy: what an export is made of. */
  public Map<String, float[]> slowWeights() {
    Map<String, float[]> slow = new LinkedHashMap<>();
    Map<String, float[]> all = weights();
    for (String name : all.keySet()) {
      float[] copy = all.get(SlowCopies.name(name));
      if (copy != null) {
        slow.put(name, copy);
      }
    }
    return slow;
  }

  /**
   * Sets what {@link #weights} gave, or a part of it.
   *
   * @throws IllegalArgumentException where it comes from another network
   */
  public void restore(Map<String, float[]> weights) {
    variables.write(session, weights);
  }

  /** How many numbers are trained. */
  public long size() {
    return variables.trainedSize();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
