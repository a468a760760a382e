package dev.rollcall.gateway.adapter.gallery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Nearest;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.port.Gallery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Every face compared with every probe: no index that could miss somebody.
 *
 * <p>Invariants: a face stands at most once an embedder; faces of different embedders never meet.
 *
 * <p>Threads: searches share a lock and run side by side; a change waits for them and they for it,
 * microseconds each, as nothing but floats is copied under the lock.
 *
 * <p>Memory: four bytes a float, in blocks of {@link Shelf#ROWS_A_BLOCK} faces, so that growing
 * never copies what is there: 100,000 faces of 512 floats are 205 MB.
 */
public final class ExactGallery implements Gallery {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  @GuardedBy("lock")
  private final Map<Embedder, Shelf> shelves = new HashMap<>();

  @GuardedBy("lock")
  private final Set<Key> keys = new HashSet<>();

  /** A face as one embedder reads it. */
  private record Key(String faceId, Embedder embedder) {}

  @Override
  public void add(EnrolledFace face) {
    float[] values = face.template().toArray();
    lock.writeLock().lock();
    try {
      if (keys.add(new Key(face.id(), face.template().embedder()))) {
        shelves
            .computeIfAbsent(face.template().embedder(), embedder -> new Shelf(values.length))
            .add(face.id(), face.personId(), values);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void remove(String personId) {
    lock.writeLock().lock();
    try {
      shelves.forEach(
          (embedder, shelf) ->
              shelf.remove(personId).forEach(faceId -> keys.remove(new Key(faceId, embedder))));
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void clear() {
    lock.writeLock().lock();
    try {
      shelves.clear();
      keys.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public Nearest nearest(Embedding probe) {
    float[] values = probe.toArray();
    lock.readLock().lock();
    try {
      Shelf shelf = shelves.get(probe.embedder());
      return shelf == null ? Nearest.NOBODY : shelf.nearest(values);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public int size(Embedder embedder) {
    lock.readLock().lock();
    try {
      Shelf shelf = shelves.get(embedder);
      return shelf == null ? 0 : shelf.size();
    } finally {
      lock.readLock().unlock();
    }
  }
}
