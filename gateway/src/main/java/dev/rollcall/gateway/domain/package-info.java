/**
 * Rules and values of attendance; pure, without I/O. The rooms below hold the values, by subject.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.attendance.AttendanceRules}. Everybody may
 * import this room; it imports none.
 */
@NullMarked
package dev.rollcall.gateway.domain;

import org.jspecify.annotations.NullMarked;
