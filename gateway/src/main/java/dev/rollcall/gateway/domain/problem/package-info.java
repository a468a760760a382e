/**
 * The closed vocabulary of what can go wrong, with a category each.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.problem.ProblemCode}. Everybody may import
 * this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.problem;

import org.jspecify.annotations.NullMarked;
