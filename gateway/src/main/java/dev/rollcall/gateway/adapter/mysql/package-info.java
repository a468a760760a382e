/**
 * The stores on MySQL 8+ or MariaDB, through HikariCP and Flyway. SQL stands here and nowhere else.
 *
 * <p>Starting points: {@link dev.rollcall.gateway.adapter.mysql.Database}. Only {@code boot}
 * imports this room.
 */
@NullMarked
package dev.rollcall.gateway.adapter.mysql;

import org.jspecify.annotations.NullMarked;
