package dev.rollcall.inference.catalog;

/**
 * The place of a network in a pack: one for each task, except that several networks look for a
 * living person and are heard together.
 *
 * @param id empty where the task has one place
 */
record Slot(Task task, String id) implements Comparable<Slot> {
  static Slot of(ModelManifest manifest) {
    return new Slot(manifest.task(), manifest.task() == Task.LIVENESS ? manifest.id() : "");
  }

  @Override
  public int compareTo(Slot other) {
    int byTask = task.compareTo(other.task);
    return byTask != 0 ? byTask : id.compareTo(other.id);
  }
}
