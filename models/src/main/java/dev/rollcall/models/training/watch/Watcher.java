package dev.rollcall.models.training.watch;

import java.util.Map;

/** Is told how a training goes. */
public interface Watcher {
  /**
   * One of several steps was done.
   *
   * @param text what is being done, for a person
   */
  void progress(String text, long done, long total);

  /** Something worth a line of its own. */
  void say(String line);

  /**
   * An epoch has ended.
   *
   * @param epoch counted from 1
   * @param figures by name
   */
  void epoch(int epoch, int epochs, Map<String, Double> figures);

  /** Whether to save and stop, as soon as that is possible. */
  boolean isStopWanted();
}
