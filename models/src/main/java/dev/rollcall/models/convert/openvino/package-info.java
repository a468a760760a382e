/**
 * OpenVINO's intermediate representation: an XML file of layers and edges, and a file of weights
 * beside it, as float32, as float16, or as integers with FakeQuantize.
 *
 * <p>Starting point: {@link dev.rollcall.models.convert.openvino.IrGraph}. Imported by packs.
 */
@NullMarked
package dev.rollcall.models.convert.openvino;

import org.jspecify.annotations.NullMarked;
