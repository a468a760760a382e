package dev.rollcall.gateway.http;

import dev.rollcall.gateway.usecase.Upload;
import java.util.List;

/** A body that was read whole. */
sealed interface Body {
  /** A form; fields and files in the order they came. */
  record Multipart(List<TextPart> texts, List<FilePart> files) implements Body {}

  /** A JSON text, not yet parsed. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  record JsonText(byte[] bytes) implements Body {}

  /** A field of a form. */
  record TextPart(String field, String value) {}

  /** A file of a form. */
  record FilePart(String field, Upload upload) {}
}
