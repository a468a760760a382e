package dev.rollcall.models.convert;

import java.io.IOException;

/**
 * A network could not be converted: a weight is missing, a layer is unknown, a shape does not fit.
 * The message names the part at fault; no half-built graph is ever handed out.
 */
public final class ConversionException extends IOException {
  private static final long serialVersionUID = 1L;

  public ConversionException(String message) {
    super(message);
  }
}
