/**
 * Pictures made worse by a stated recipe, so that "under varying conditions" is a figure.
 *
 * <p>Starting points: {@link dev.rollcall.models.evaluation.condition.Condition}, the recipes;
 * {@link dev.rollcall.models.evaluation.condition.Alteration}, one picture's. Imported by the
 * protocols and cli.
 */
@NullMarked
package dev.rollcall.models.evaluation.condition;

import org.jspecify.annotations.NullMarked;
