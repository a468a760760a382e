/**
 * Who is asking, and may a browser send this? Sessions, API keys, and the guard against requests
 * that another site sends in a user's name.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.http.auth.Access}. Only {@code http} and {@code
 * boot} import this room.
 */
@NullMarked
package dev.rollcall.gateway.http.auth;

import org.jspecify.annotations.NullMarked;
