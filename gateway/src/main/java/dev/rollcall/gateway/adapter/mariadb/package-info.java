/**
 * The embedded MariaDB: unpacked, installed, started and stopped as a child process.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb}. Only {@code
 * boot} imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.mariadb;

import org.jspecify.annotations.NullMarked;
