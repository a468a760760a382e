/**
 * Rows of a tensor to a meaning: boxes, points, embeddings, age, emotion.
 *
 * <p>Starting points: one class a {@link dev.rollcall.inference.catalog.Task}, such as {@link
 * dev.rollcall.inference.heads.DetectionHead}. Pure functions; a row that does not have the outputs
 * of its task throws {@link dev.rollcall.inference.engine.EngineException}. Imported by pipeline.
 */
@NullMarked
package dev.rollcall.inference.heads;

import org.jspecify.annotations.NullMarked;
