/**
 * Keys and encrypted pictures in files, through Google Tink.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.vault.TinkSealer}, {@link
 * dev.rollcall.gateway.adapter.vault.FileVault}. Only {@code boot} imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.vault;

import org.jspecify.annotations.NullMarked;
