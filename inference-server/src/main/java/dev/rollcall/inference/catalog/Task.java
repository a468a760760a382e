package dev.rollcall.inference.catalog;

/**
 * What a network is for. A task fixes the outputs that its SavedModel must have, so that the heads
 * need to know nothing of any one network. N is the batch; all outputs are float32.
 */
public enum Task {
  /**
   * {@code boxes [N, A, 4]} as x_min, y_min, x_max, y_max in pixels of the input tensor, {@code
   * scores [N, A]} in 0..1, before non-maximum suppression; optional {@code landmarks [N, A, 5, 2]}
   * in pixels of the input tensor: left eye, right eye, nose tip, left and right mouth corner as
   * seen in the picture.
   */
  DETECTION(
      "boxes [N, A, 4]: x_min, y_min, x_max, y_max in pixels of the input; scores [N, A]; landmarks [N, A, 5, 2] where the network brings them"),
  /** {@code points [N, 68, 2]}, iBUG 300-W order, as fractions of the crop's sides. */
  LANDMARKS("points [N, 68, 2]: iBUG 300-W order, fractions of the crop"),
  /**
   * {@code points [N, 468, 3]}, MediaPipe order, fractions of the crop's sides; {@code score [N]}.
   */
  FACE_MESH("points [N, 468, 3]: MediaPipe order, fractions of the crop; score [N]"),
  /** {@code embedding [N, D]}, not yet normalised. */
  RECOGNITION("embedding [N, D]: compare by Euclidean distance once brought to length 1"),
  /**
   * {@code age [N]} in years, {@code gender [N, 2]} probabilities in the order of the labels;
   * optional {@code age_range [N, 2]}: the years between which two of three ages lie.
   */
  AGE_GENDER(
      "age [N] in years; gender [N, 2]: probabilities in the order of the labels; age_range [N, 2]"
          + " where the network brings it: between which two of three ages lie"),
  /** {@code probabilities [N, L]} in the order of the labels, each row summing to 1. */
  EMOTION("probabilities [N, L] in the order of the labels"),
  /**
   * {@code live [N]}: 0 an attack, 1 a living person. A pack may hold several; their mean counts.
   */
  LIVENESS("live [N]: 0 an attack, 1 a living person"),
  /**
   * {@code degrees [N, 3]}: yaw (positive: towards the right of the picture), pitch (positive:
   * upwards), roll (positive: clockwise in the picture).
   */
  HEAD_POSE("degrees [N, 3]: yaw, pitch, roll");

  private final String output;

  Task(String output) {
    this.output = output;
  }

  /** The meaning of the outputs in words. */
  String output() {
    return output;
  }
}
