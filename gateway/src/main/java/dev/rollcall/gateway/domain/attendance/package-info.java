/**
 * People, records, and the rules that turn faces into attendance.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.attendance.AttendanceRules}, {@link
 * dev.rollcall.gateway.domain.attendance.MatchRule}. Everybody may import this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.attendance;

import org.jspecify.annotations.NullMarked;
