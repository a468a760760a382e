/**
 * May this run now? Checks a picture's header and counts bytes and calls, before anything is
 * decoded. What is admitted is never turned away later for want of room.
 *
 * <p>Starting points: {@link dev.rollcall.inference.admission.Admission} a picture, {@link
 * dev.rollcall.inference.admission.CallSlots} a call. Imported by edge and boot.
 */
@NullMarked
package dev.rollcall.inference.admission;

import org.jspecify.annotations.NullMarked;
