package dev.rollcall.inference.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A network that misbehaves, run by run, as it is told. */
public final class FaultyNetwork implements Network {
  private final Network sound;
  private volatile Function<List<Raster>, Fault> mood = rows -> Fault.none();

  public FaultyNetwork(Network sound) {
    this.sound = sound;
  }

  /** What goes wrong with one run. */
  public interface Fault {
    Outputs run(Network sound, List<Raster> rows);

    static Fault none() {
      return Network::run;
    }

    static Fault fail() {
      return (sound, rows) -> {
        throw new EngineException("it failed, as it was told");
      };
    }

    static Fault outOfMemory() {
      return (sound, rows) -> {
        throw EngineException.outOfMemory("no room, as it was told", new OutOfMemoryError());
      };
    }

    /** Something that no network should throw. */
    static Fault error() {
      return (sound, rows) -> {
        throw new StackOverflowError("as it was told");
      };
    }

    /** Comes back when the gate opens, and not before. */
    static Fault hang(CountDownLatch entered, CountDownLatch gate) {
      return (sound, rows) -> {
        entered.countDown();
        boolean open = false;
        while (!open) {
          try {
            gate.await();
            open = true;
          } catch (InterruptedException e) {
            // Native code does not know of interrupts.
            Thread.currentThread().isInterrupted();
          }
        }
        return sound.run(rows);
      };
    }

    static Fault notANumber(int row) {
      return (sound, rows) -> {
        Outputs outputs = sound.run(rows);
        Map<String, float[]> blocks = new HashMap<>();
        outputs
            .blocks()
            .forEach(
                (name, block) -> {
                  float[] changed = block.clone();
                  changed[row * (block.length / outputs.rows())] = Float.NaN;
                  blocks.put(name, changed);
                });
        return new Outputs(outputs.rows(), blocks);
      };
    }

    /** One row fewer, or one more where there was but one. */
    static Fault wrongRows() {
      return (sound, rows) ->
          rows.size() == 1
              ? sound.run(List.of(rows.get(0), rows.get(0)))
              : sound.run(rows.subList(1, rows.size()));
    }
  }

  /** Asked at the beginning of every run, on its thread. */
  public void each(Function<List<Raster>, Fault> fault) {
    mood = fault;
  }

  @Override
  public Outputs run(List<Raster> rows) {
    return mood.apply(rows).run(sound, rows);
  }

  @Override
  public Map<String, List<Integer>> rowShapes() {
    return sound.rowShapes();
  }

  @Override
  public void close() {
    sound.close();
  }
}
