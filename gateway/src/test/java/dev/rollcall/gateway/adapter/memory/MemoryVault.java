package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.port.PictureVault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Pictures in a map. */
public final class MemoryVault implements PictureVault {
  private final InstantSource clock;
  private final Map<String, Kept> pictures = new HashMap<>();

  public MemoryVault(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void write(String id, byte[] picture) {
    pictures.put(id, new Kept(picture.clone(), clock.instant()));
  }

  @Override
  public synchronized Optional<byte[]> read(String id) {
    return Optional.ofNullable(pictures.get(id)).map(kept -> kept.bytes().clone());
  }

  @Override
  public synchronized void delete(String id) {
    pictures.remove(id);
  }

  @Override
  public synchronized int sweep(Duration age, UnaryOperator<Set<String>> known) {
    Instant youngest = clock.instant().minus(age);
    Set<String> unknown = new HashSet<>();
    pictures.forEach(
        (id, kept) -> {
          if (!kept.writtenAt().isAfter(youngest)) {
            unknown.add(id);
          }
        });
    unknown.removeAll(known.apply(Set.copyOf(unknown)));
    pictures.keySet().removeAll(unknown);
    return unknown.size();
  }

  /** How many there are. */
  public synchronized int size() {
    return pictures.size();
  }

  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  private record Kept(byte[] bytes, Instant writtenAt) {}
}
