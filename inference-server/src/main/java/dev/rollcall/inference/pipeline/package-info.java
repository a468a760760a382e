/**
 * The order of steps for one picture: decode, find faces, align, ask the heads.
 *
 * <p>Starting point: {@link dev.rollcall.inference.pipeline.FacePipeline}, which the server and the
 * models tool both use, so that what is measured is what is served. Imported by edge, boot and the
 * models tool.
 */
@NullMarked
package dev.rollcall.inference.pipeline;

import org.jspecify.annotations.NullMarked;
