/**
 * From a user's folders to faces that can be read at random: what is there, cut to one size, split,
 * checked, varied.
 *
 * <p>Starting points: {@link dev.rollcall.models.training.data.CropFile}. Imported by {@code
 * training}.
 */
@NullMarked
package dev.rollcall.models.training.data;

import org.jspecify.annotations.NullMarked;
