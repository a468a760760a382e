package dev.rollcall.models.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** People who are enrolled, and the search for the nearest of them. For one thread. */
final class Roster {
  private final Map<String, EnrolmentTemplate> templates = new LinkedHashMap<>();

  /** Nobody can be found who was enrolled without a face. */
  void enrol(String person, EnrolmentTemplate.Way way, List<EnrolmentTemplate.Picture> pictures) {
    if (!pictures.isEmpty()) {
      templates.put(person, EnrolmentTemplate.of(way, pictures));
    }
  }

  /**
   * Searches for a picture's central face.
   *
   * @param mate who it is; empty for a stranger
   */
  Search search(Reading probe, String mate) {
    float[] face = probe.embedding();
    String nearest = "";
    double least = Double.POSITIVE_INFINITY;
    if (face.length > 0) {
      for (Map.Entry<String, EnrolmentTemplate> template : templates.entrySet()) {
        double distance = template.getValue().distance(face);
        if (distance < least) {
          least = distance;
          nearest = template.getKey();
        }
      }
    }
    return new Search(probe.shot().name(), mate, nearest, least, face.length > 0);
  }
}
