package dev.rollcall.models.evaluation;

/** Told how far a long step has come. Called from one thread at a time, after every picture. */
public interface Progress {
  /**
   * One more is done.
   *
   * @param what is being read, for a person
   * @param done 0 to total
   */
  void at(String what, int done, int total);
}
