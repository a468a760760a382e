package dev.rollcall.gateway.adapter.mysql;

import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who asks there.
 *
 * @param user null where the URL says it
 * @param password null where the URL says it, or none is needed
 */
public record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {
  public DatabaseAddress {
    if (jdbcUrl.startsWith("jdbc:mariadb:")) {
      jdbcUrl = "jdbc:mysql:" + jdbcUrl.substring("jdbc:mariadb:".length());
    }
    if (!jdbcUrl.startsWith("jdbc:mysql:")) {
      throw new IllegalArgumentException(
          "the JDBC URL must begin with jdbc:mysql: or jdbc:mariadb:, as in"
              + " jdbc:mysql://host:3306/rollcall");
    }
  }

  /** Without what stands behind the question mark, where a password may be. */
  @Override
  public String toString() {
    int query = jdbcUrl.indexOf('?');
    return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
  }
}
