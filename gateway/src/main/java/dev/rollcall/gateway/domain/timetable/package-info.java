/**
 * When people are expected: schedules that repeat, the sessions that come of them, holidays and
 * excused leave. Local times become instants here and nowhere else.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.timetable.Schedule} and {@link
 * dev.rollcall.gateway.domain.timetable.AttendanceSession}. Everybody may import this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.timetable;

import org.jspecify.annotations.NullMarked;
