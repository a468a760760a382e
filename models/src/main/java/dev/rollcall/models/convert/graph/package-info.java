/**
 * A network as TensorFlow's protobuf messages: constants, nodes, the SavedModel around them.
 *
 * <p>Starting points: {@link dev.rollcall.models.convert.graph.GraphBuilder}, {@link
 * dev.rollcall.models.convert.graph.Network}. Imported by the other rooms of convert and by packs.
 */
@NullMarked
package dev.rollcall.models.convert.graph;

import org.jspecify.annotations.NullMarked;
