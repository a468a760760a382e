/**
 * What goes in and out in bulk: rosters and pictures, tables, webhooks. Values and rules without
 * I/O.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.domain.exchange.ImportJob}, {@link
 * dev.rollcall.gateway.domain.exchange.Roster}, {@link dev.rollcall.gateway.domain.exchange.Table}.
 * Everybody may import this room.
 */
@NullMarked
package dev.rollcall.gateway.domain.exchange;

import org.jspecify.annotations.NullMarked;
