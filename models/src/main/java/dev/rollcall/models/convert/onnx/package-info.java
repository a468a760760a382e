/**
 * ONNX files: the protobuf wire format is read directly, so no generated classes are needed.
 *
 * <p>Starting point: {@link dev.rollcall.models.convert.onnx.OnnxGraph}. Imported by packs.
 */
@NullMarked
package dev.rollcall.models.convert.onnx;

import org.jspecify.annotations.NullMarked;
