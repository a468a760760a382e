/**
 * How a training talks with whoever started it.
 *
 * <p>Starting points: {@link dev.rollcall.models.training.watch.Watcher}. Imported by {@code
 * training}, {@code training.data} and {@code cli}.
 */
@NullMarked
package dev.rollcall.models.training.watch;

import org.jspecify.annotations.NullMarked;
