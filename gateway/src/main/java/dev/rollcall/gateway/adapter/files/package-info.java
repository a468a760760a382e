/**
 * Files that only their owner may read, written whole or not at all.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.files.PrivateFile}. The other adapters
 * and {@code boot} import this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.files;

import org.jspecify.annotations.NullMarked;
