/**
 * Password hashes with Argon2id.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.argon2.Argon2Hasher}. Only {@code boot}
 * imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.argon2;

import org.jspecify.annotations.NullMarked;
