package dev.rollcall.inference.request;

/**
 * Which faces a caller wants.
 *
 * @param minProbability faces below it are left out; 0: the detector's own threshold
 * @param minFacePixels faces whose box is narrower or lower are left out; 0: no limit
 * @param maxFaces at most so many, largest first; 0: the server's limit
 */
public record DetectionOptions(double minProbability, int minFacePixels, int maxFaces) {
  /** Every face that the detector is sure of. */
  public static final DetectionOptions ALL = new DetectionOptions(0, 0, 0);

  public DetectionOptions {
    if (!(minProbability >= 0 && minProbability <= 1) || minFacePixels < 0 || maxFaces < 0) {
      throw new InferenceException(
          Problem.INVALID_OPTION,
          ("detection options are a probability of 0 to 1 and counts from 0 up, not"
                  + " min_probability %s, min_face_pixels %d, max_faces %d")
              .formatted(minProbability, minFacePixels, maxFaces));
    }
  }
}
