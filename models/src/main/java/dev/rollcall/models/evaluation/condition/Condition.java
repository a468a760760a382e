package dev.rollcall.models.evaluation.condition;

/**
 * How a picture is made worse. Lengths are in e, the distance between the eyes, so that a recipe is
 * as hard for a large face as for a small one (an adult's e is about 63 mm). What a recipe leaves
 * to chance follows from the picture's name and the seed.
 */
public enum Condition {
  DARK(
      "a sixteenth of the light: grey levels are made linear (power 2.2), divided by 16 and made"
          + " grey levels again; then a sensor's noise, normal with a standard deviation of 4 of"
          + " 255 levels, independent by pixel and colour"),
  BLUR(
      "out of focus: a Gaussian with a standard deviation of 0.07 e, which is 3 pixels where the eyes"
          + " are 42 pixels apart, as they are in LFW"),
  OCCLUDED(
      "a third each, by chance: a surgical mask from the bridge of the nose to below the chin;"
          + " sunglasses, opaque ellipses of 0.84 e by 0.64 e over both eyes; a hand in the face's own"
          + " colour over mouth, chin and one cheek; drawn where the landmarks of the unaltered"
          + " picture say"),
  POSE(
      "turned to the left or to the right by 30 degrees: the face is laid on an ellipsoid of 2.4 e by"
          + " 3.5 e, which is turned about its upright axis and seen from the front; its rim flows into"
          + " the picture. A nose stays flat and a hidden cheek is stretched, so this is an"
          + " approximation"),
  SMALL(
      "far away: the picture is shrunk (by area) until the face's box is 40 pixels on its longer"
          + " side, and stands in the middle of a grey frame of 640 by 480");

  private final String recipe;

  Condition(String recipe) {
    this.recipe = recipe;
  }

  /** What is done, for a person. */
  public String recipe() {
    return recipe;
  }
}
