/**
 * Trains networks of one's own: folders of pictures and videos in, a SavedModel with manifest,
 * figures and report out.
 *
 * <p>Starting points: {@link dev.rollcall.models.training.EmotionTraining}. Imported by {@code
 * cli}.
 */
@NullMarked
package dev.rollcall.models.training;

import org.jspecify.annotations.NullMarked;
