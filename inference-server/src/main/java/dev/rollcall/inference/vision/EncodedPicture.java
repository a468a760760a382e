package dev.rollcall.inference.vision;

/**
 * A picture as it was sent, with what its header says.
 *
 * @param bytes owned by this record: not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Up to 20 MiB that nobody compares and nobody copies.
public record EncodedPicture(byte[] bytes, ImageHeader header) {
  /**
   * Reads the header of a file.
   *
   * @throws dev.rollcall.inference.request.InferenceException EMPTY_IMAGE, NOT_AN_IMAGE or
   *     CORRUPT_IMAGE
   */
  public static EncodedPicture of(byte[] bytes) {
    return new EncodedPicture(bytes, ImageHeader.read(bytes));
  }
}
