/**
 * Groups of people and who belongs to them when.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.roster.Group}. Everybody may import this
 * room.
 */
@NullMarked
package dev.rollcall.gateway.domain.roster;

import org.jspecify.annotations.NullMarked;
