/**
 * One verb of the product a class. Blocking code in plain order: called on worker threads, never on
 * an event loop.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.usecase.CheckAttendance}, {@link
 * dev.rollcall.gateway.usecase.AddPerson}. Only {@code http} and {@code boot} import this room.
 */
@NullMarked
package dev.rollcall.gateway.usecase;

import org.jspecify.annotations.NullMarked;
