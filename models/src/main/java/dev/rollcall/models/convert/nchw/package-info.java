/**
 * Lays out networks that were written channels first, as ONNX and OpenVINO IR do, channels last as
 * TensorFlow's CPU kernels want them: kernels are turned once at import, activations never unless a
 * network itself asks for it.
 *
 * <p>Starting points: {@link dev.rollcall.models.convert.nchw.NchwGraph} and {@link
 * dev.rollcall.models.convert.nchw.Value}. Imported by convert.onnx, convert.openvino and
 * convert.task.
 */
@NullMarked
package dev.rollcall.models.convert.nchw;

import org.jspecify.annotations.NullMarked;
