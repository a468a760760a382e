/**
 * What check-ins come to: present, late, half a day, absent, excused, and the sums of them.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.register.Register}. Everybody may import
 * this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.register;

import org.jspecify.annotations.NullMarked;
