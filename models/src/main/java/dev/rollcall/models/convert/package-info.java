/**
 * Pretrained networks in, optimised SavedModels out: one room per format, one for the graph that
 * they all build, one for the clean-up that makes it fast.
 *
 * <p>Starting points: {@link dev.rollcall.models.convert.ConversionException}; then the rooms
 * {@code faceapi} and {@code tfjs} (readers), {@code graph} (what is built), {@code optimise}.
 * Imported by packs. Nothing here needs TensorFlow's native library: graphs are protobuf messages.
 */
@NullMarked
package dev.rollcall.models.convert;

import org.jspecify.annotations.NullMarked;
