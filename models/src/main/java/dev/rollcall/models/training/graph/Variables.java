package dev.rollcall.models.training.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Every variable of a training graph by name: weights, moving averages, the optimiser's moments.
 *
 * <p>They are resource variables. Unlike the older reference variables a read cannot see a write of
 * the same step, so that a step computes the same whatever order its operations run in.
 *
 * <p>First values are made here, in Java, from a seeded generator: the same on every machine. A
 * variable is asked for by name; asking again gives the same one, which is how two branches share
 * weights.
 *
 * <p>Not thread-safe.
 */
public final class Variables {
  private final Ops ops;
  private final Map<String, Variable> all = new LinkedHashMap<>();

  public Variables(Ops ops) {
    this.ops = ops;
  }

  /** What a variable is for. */
  public enum Kind {
    /** The optimiser changes it. */
    TRAINED,
    /** The graph changes it by itself: moving statistics. */
    STATISTIC,
    /** A slow copy or a moment of another variable. */
    SHADOW
  }

  /**
   * One variable.
   *
   * @param handle the resource
   * @param value reads it, at the beginning of a step
   */
  @SuppressWarnings("ArrayRecordComponent") // Held until initialise, never compared.
  record Variable(
      String name,
      Kind kind,
      Shape shape,
      float[] first,
      Operand<? extends TType> handle,
      Operand<TFloat32> value,
      Placeholder<TFloat32> feed,
      Op assign) {}

  /** Makes the first values of a variable. */
  public interface First {
    float[] values(int size);
  }

  public static First constant(float value) {
    return size -> {
      float[] values = new float[size];
      java.util.Arrays.fill(values, value);
      return values;
    };
  }

  /**
   * The variable of that name, made where it is new.
   *
   * @throws IllegalArgumentException where it is there with another shape
   */
  public Operand<TFloat32> variable(String name, Kind kind, First first, long... shape) {
    return find(name, kind, first, shape).value();
  }

  Variable find(String name, Kind kind, First first, long... sides) {
    Shape shape = Shape.of(sides);
    Variable known = all.get(name);
    if (known != null) {
      if (!known.shape().equals(shape)) {
        throw new IllegalArgumentException(
            "%s is %s, not %s".formatted(name, known.shape(), shape));
      }
      return known;
    }
    float[] values = first.values(Math.toIntExact(shape.size()));
    String node = name.replace('/', '.');
    Operand<? extends TType> handle =
        ops.withName(node).varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
    Operand<TFloat32> value = ops.withName(node + ".read").readVariableOp(handle, TFloat32.class);
    Placeholder<TFloat32> feed =
        ops.withName(node + ".feed").placeholder(TFloat32.class, Placeholder.shape(shape));
    Op assign = ops.withName(node + ".assign").assignVariableOp(handle, feed);
    Variable made = new Variable(name, kind, shape, values, handle, value, feed, assign);
    all.put(name, made);
    return made;
  }

  /** The first values of a variable that is there. */
  float[] firstOf(String name) {
    return known(name).first();
  }

  Operand<? extends TType> handle(String name) {
    return known(name).handle();
  }

  private Variable known(String name) {
    Variable variable = all.get(name);
    if (variable == null) {
      throw new IllegalArgumentException("no variable " + name);
    }
    return variable;
  }

  List<Variable> of(Kind kind) {
    return all.values().stream().filter(variable -> variable.kind() == kind).toList();
  }

  /** How many numbers the optimiser changes. */
  public long trainedSize() {
    return of(Kind.TRAINED).stream().mapToLong(variable -> variable.shape().size()).sum();
  }

  /** Gives every variable its first value. */
  void initialise(Session session) {
    Map<String, float[]> values = new LinkedHashMap<>();
    all.forEach((name, variable) -> values.put(name, variable.first()));
    write(session, values);
  }

  /** All values, row-major, by name. */
  Map<String, float[]> read(Session session) {
    Map<String, float[]> values = new LinkedHashMap<>();
    List<Variable> asked = new ArrayList<>(all.values());
    Session.Runner runner = session.runner();
    asked.forEach(variable -> runner.fetch(variable.value()));
    try (Result result = runner.run()) {
      for (int i = 0; i < asked.size(); i++) {
        float[] read = new float[Math.toIntExact(asked.get(i).shape().size())];
        result.get(i).asRawTensor().data().asFloats().read(read);
        values.put(asked.get(i).name(), read);
      }
    }
    return values;
  }

  /**
   * Sets variables; others keep their values.
   *
   * @throws IllegalArgumentException for a name that is unknown or values of another size
   */
  void write(Session session, Map<String, float[]> values) {
    List<TFloat32> fed = new ArrayList<>();
    try {
      Session.Runner runner = session.runner();
      for (Map.Entry<String, float[]> entry : values.entrySet()) {
        Variable variable = all.get(entry.getKey());
        if (variable == null || variable.shape().size() != entry.getValue().length) {
          throw new IllegalArgumentException(
              "this network has no variable %s of %d numbers"
                  .formatted(entry.getKey(), entry.getValue().length));
        }
        TFloat32 tensor = TFloat32.tensorOf(variable.shape(), DataBuffers.of(entry.getValue()));
        fed.add(tensor);
        runner.feed(variable.feed(), tensor).addTarget(variable.assign());
      }
      runner.run().close();
    } finally {
      fed.forEach(TFloat32::close);
    }
  }
}
