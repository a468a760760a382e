/**
 * One call's identity, deadline and fate, and the closed list of what can go wrong with it.
 *
 * <p>Starting points: {@link dev.rollcall.inference.request.RequestScope}, {@link
 * dev.rollcall.inference.request.InferenceException}. Imported by everyone; imports nothing.
 */
@NullMarked
package dev.rollcall.inference.request;

import org.jspecify.annotations.NullMarked;
