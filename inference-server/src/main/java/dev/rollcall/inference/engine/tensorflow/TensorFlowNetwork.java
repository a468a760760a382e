package dev.rollcall.inference.engine.tensorflow;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.inference.engine.EngineException;
import dev.rollcall.inference.engine.Network;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.engine.Raster;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * One SavedModel behind its {@code serving_default} signature.
 *
 * <p>Memory: the input is copied once, row by row, into a native tensor that is kept for the next
 * batch of that size; of each size as many are kept as ever ran at once, which the permits bound.
 * Outputs are copied out and the native results closed before {@link #run} returns. A read-write
 * lock keeps a close from pulling the session away under a run: TensorFlow itself would answer
 * zeros in silence.
 */
final class TensorFlowNetwork implements Network {
  private static final String SIGNATURE = "serving_default";
  private static final String INPUT = "image";
  private static final int CHANNELS = 3;

  private final SavedModelBundle bundle;
  private final String inputTensor;
  private final Shape inputShape;
  private final List<String> outputNames;
  private final List<String> outputTensors;
  private final Map<String, List<Integer>> rowShapes = new HashMap<>();
  private final Map<Shape, Queue<TUint8>> slabs = new ConcurrentHashMap<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  @GuardedBy("lock")
  private boolean closed;

  TensorFlowNetwork(SavedModelBundle bundle, Path source) {
    this.bundle = bundle;
    SignatureDef signature = bundle.metaGraphDef().getSignatureDefMap().get(SIGNATURE);
    if (signature == null || !signature.containsInputs(INPUT)) {
      bundle.close();
      throw new EngineException(
          "%s has no signature %s with an input %s; convert it again with rollcall models install"
              .formatted(source, SIGNATURE, INPUT));
    }
    TensorInfo input = signature.getInputsOrThrow(INPUT);
    inputTensor = input.getName();
    inputShape = shape(input);
    if (input.getDtype() != DataType.DT_UINT8
        || inputShape.numDimensions() != 4
        || !takes(3, CHANNELS)) {
      bundle.close();
      throw new EngineException(
          "%s takes %s %s, not uint8 [N, height, width, 3]; convert it with rollcall models install"
              .formatted(source, input.getDtype(), inputShape));
    }
    List<Map.Entry<String, TensorInfo>> outputs =
        signature.getOutputsMap().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    outputNames = outputs.stream().map(Map.Entry::getKey).toList();
    outputTensors = outputs.stream().map(output -> output.getValue().getName()).toList();
    outputs.forEach(output -> rowShapes.put(output.getKey(), rowShape(output.getValue())));
  }

  private static List<Integer> rowShape(TensorInfo output) {
    return shape(output).asArray() == null
        ? List.of(-1)
        : Arrays.stream(shape(output).asArray()).skip(1).mapToObj(Math::toIntExact).toList();
  }

  @Override
  public Map<String, List<Integer>> rowShapes() {
    return Map.copyOf(rowShapes);
  }

  private static Shape shape(TensorInfo input) {
    return Shape.of(
        input.getTensorShape().getDimList().stream()
            .mapToLong(TensorShapeProto.Dim::getSize)
            .toArray());
  }

  @Override
  public Outputs run(List<Raster> rows) {
    Shape shape = shapeOf(rows);
    lock.readLock().lock();
    try {
      if (closed) {
        throw new EngineException("the network is closed");
      }
      TUint8 slab = slab(shape);
      try {
        fill(slab, rows);
        return run(slab, rows.size());
      } finally {
        slabs.computeIfAbsent(shape, any -> new ConcurrentLinkedQueue<>()).add(slab);
      }
    } catch (TFResourceExhaustedException e) {
      throw EngineException.outOfMemory("the network is out of memory: " + e.getMessage(), e);
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
      throw new EngineException("the network failed: " + e.getMessage(), e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private TUint8 slab(Shape shape) {
    Queue<TUint8> free = slabs.get(shape);
    TUint8 slab = free == null ? null : free.poll();
    return slab == null ? Tensor.of(TUint8.class, shape) : slab;
  }

  private Shape shapeOf(List<Raster> rows) {
    if (rows.isEmpty()) {
      throw new EngineException("a batch needs at least one row");
    }
    int height = rows.get(0).height();
    int width = rows.get(0).width();
    if (!takes(1, height) || !takes(2, width)) {
      throw new EngineException(
          "the network takes %s, not a height of %d and a width of %d"
              .formatted(inputShape, height, width));
    }
    for (Raster row : rows) {
      if (row.height() != height || row.width() != width) {
        throw new EngineException("the rows of a batch must be of one size");
      }
    }
    return Shape.of(rows.size(), height, width, CHANNELS);
  }

  /** TensorFlow itself does not check what it is fed against the placeholder. */
  private boolean takes(int axis, long size) {
    long wanted = inputShape.get(axis);
    return wanted == Shape.UNKNOWN_SIZE || wanted == size;
  }

  private static void fill(TUint8 tensor, List<Raster> rows) {
    long offset = 0;
    for (Raster row : rows) {
      tensor.asRawTensor().data().offset(offset).write(row.rgb());
      offset += row.rgb().length;
    }
  }

  private Outputs run(TUint8 input, int rows) {
    Session.Runner runner = bundle.session().runner().feed(inputTensor, input);
    outputTensors.forEach(runner::fetch);
    try (Result result = runner.run()) {
      Map<String, float[]> blocks = new HashMap<>();
      for (int i = 0; i < outputNames.size(); i++) {
        TFloat32 tensor = (TFloat32) result.get(i);
        if (tensor.shape().numDimensions() < 1 || tensor.shape().get(0) != rows) {
          throw new EngineException(
              "output %s has shape %s for %d rows"
                  .formatted(outputNames.get(i), tensor.shape(), rows));
        }
        float[] block = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(block);
        blocks.put(outputNames.get(i), block);
      }
      return new Outputs(rows, blocks);
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        slabs.values().forEach(free -> free.forEach(Tensor::close));
        slabs.clear();
        bundle.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
