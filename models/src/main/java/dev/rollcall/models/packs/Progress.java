package dev.rollcall.models.packs;

/** Told what an install does, as it does it. */
public interface Progress {

  /**
   * A step begins or ends.
   *
   * @param done how many of the pack's models are finished
   * @param total of how many
   * @param text what is being done, for a person
   */
  void step(int done, int total, String text);

  /**
   * A download goes on; called many times a second.
   *
   * @param file what is downloaded
   * @param done bytes that are there
   * @param total bytes, or -1 where the sender does not say
   */
  default void bytes(String file, long done, long total) {}
}
