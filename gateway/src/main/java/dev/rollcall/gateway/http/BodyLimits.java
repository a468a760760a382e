package dev.rollcall.gateway.http;

/**
 * How much of a request is read.
 *
 * @param formBytes of a whole form
 * @param jsonBytes of a JSON body; base64 needs a third more than the picture
 * @param pictureBytes of one file
 */
record BodyLimits(long formBytes, long jsonBytes, long pictureBytes) {
  static final long PICTURE_BYTES = 20L << 20;
  static final int MOST_PICTURES = 10;

  /** Some more than are used, so that who sends a few too many is told by the field's name. */
  static final int MOST_FILES = 2 * MOST_PICTURES;

  private static final long FORM_OVERHEAD = 64L << 10;

  static final BodyLimits ONE_PICTURE =
      new BodyLimits(
          PICTURE_BYTES + FORM_OVERHEAD, PICTURE_BYTES / 3 * 4 + FORM_OVERHEAD, PICTURE_BYTES);
  static final BodyLimits PICTURES = new BodyLimits(48L << 20, 64L << 20, PICTURE_BYTES);
  static final BodyLimits FIELDS = new BodyLimits(0, 64L << 10, 0);
}
