/**
 * Who runs with whom, and when: faces of all requests, gathered into batches a model.
 *
 * <p>Starting point: {@link dev.rollcall.inference.batching.BatchScheduler}. Imported by heads,
 * pipeline and boot; imports catalog and engine.
 */
@NullMarked
package dev.rollcall.inference.batching;

import org.jspecify.annotations.NullMarked;
