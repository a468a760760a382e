/**
 * Protocols and metrics: what an installed pack can do, measured through the same pipeline that the
 * server runs.
 *
 * <p>Starting points: one class a protocol, such as {@link
 * dev.rollcall.models.evaluation.Verification}, each a function from pictures to an {@link
 * dev.rollcall.models.evaluation.Outcome}; {@link dev.rollcall.models.evaluation.MatchRates}, the
 * arithmetic of distances. Rules of measuring: thresholds come from other folds, the central face
 * counts where there are several, a face not found is an error and never dropped. Imported by cli.
 */
@NullMarked
package dev.rollcall.models.evaluation;

import org.jspecify.annotations.NullMarked;
