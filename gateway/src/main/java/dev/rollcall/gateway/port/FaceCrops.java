package dev.rollcall.gateway.port;

import dev.rollcall.gateway.domain.face.Box;
import dev.rollcall.gateway.domain.face.Picture;
import java.util.Optional;

/** Cuts faces out of pictures. Safe on any thread. */
public interface FaceCrops {
  /**
   * The face with some of what is around it, upright, as JPEG; empty where the picture cannot be
   * read here or is too large for it.
   */
  Optional<byte[]> crop(Picture picture, Box box);
}
