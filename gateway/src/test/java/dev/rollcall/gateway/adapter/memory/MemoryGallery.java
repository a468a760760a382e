package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.attendance.Candidate;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Nearest;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.port.Gallery;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Faces in a map, sorted anew for each probe. */
public final class MemoryGallery implements Gallery {
  private final Map<String, Entry> faces = new LinkedHashMap<>();

  @Override
  public synchronized void add(String organisationId, EnrolledFace face) {
    faces.putIfAbsent(
        face.id() + " by " + face.template().embedder(), new Entry(organisationId, face));
  }

  @Override
  public synchronized void remove(String personId) {
    faces.values().removeIf(entry -> entry.face().personId().equals(personId));
  }

  @Override
  public synchronized void clear() {
    faces.clear();
  }

  @Override
  public Nearest nearest(String organisationId, Embedding probe) {
    return nearest(organisationId, probe, person -> true);
  }

  @Override
  public synchronized Nearest nearest(
      String organisationId, Embedding probe, Predicate<String> wanted) {
    Map<String, double[]> sums = new HashMap<>();
    for (Entry entry : faces.values()) {
      EnrolledFace face = entry.face();
      if (entry.organisationId().equals(organisationId)
          && face.template().embedder().equals(probe.embedder())) {
        double[] sum = sums.computeIfAbsent(face.personId(), id -> new double[probe.dimensions()]);
        float[] values = face.template().toArray();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += Math.max(0.05, face.quality()) * values[i];
        }
      }
    }
    Map<String, Double> distances = new HashMap<>();
    sums.forEach((id, sum) -> distances.put(id, distance(sum, probe.toArray())));
    List<Candidate> nearest =
        distances.entrySet().stream()
            .filter(entry -> wanted.test(entry.getKey()))
            .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingDouble(Candidate::distance))
            .limit(2)
            .toList();
    return new Nearest(
        nearest.isEmpty() ? null : nearest.get(0), nearest.size() < 2 ? null : nearest.get(1));
  }

  /** From the sum brought to length 1. */
  private static double distance(double[] sum, float[] probe) {
    double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
    double squares = 0;
    for (int i = 0; i < sum.length; i++) {
      squares += Math.pow(sum[i] / length - probe[i], 2);
    }
    return Math.sqrt(squares);
  }

  @Override
  public synchronized int size(String organisationId, Embedder embedder) {
    return (int)
        faces.values().stream()
            .filter(entry -> entry.organisationId().equals(organisationId))
            .filter(entry -> entry.face().template().embedder().equals(embedder))
            .count();
  }

  private record Entry(String organisationId, EnrolledFace face) {}
}
