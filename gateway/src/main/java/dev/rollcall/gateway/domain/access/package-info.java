/**
 * Accounts, sessions and API keys as values.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.access.Principal}. Everybody may import
 * this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.access;

import org.jspecify.annotations.NullMarked;
