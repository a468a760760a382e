package dev.rollcall.inference.vision;

/** Opens encoded pictures. Thread-safe. */
public interface Vision {
  /**
   * Decodes a picture and turns it upright as its EXIF orientation says. Of an animation the first
   * frame is taken. Very large JPEGs may be decoded at a fraction of their size.
   *
   * @throws dev.rollcall.inference.request.InferenceException CORRUPT_IMAGE where it is broken
   */
  Picture decode(EncodedPicture encoded);
}
