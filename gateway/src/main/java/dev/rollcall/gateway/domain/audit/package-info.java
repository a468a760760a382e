/**
 * Who did what, in a chain in which no link can be changed without breaking the rest.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.audit.AuditChain}. Everybody may import
 * this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.audit;

import org.jspecify.annotations.NullMarked;
