package dev.rollcall.gateway.adapter.mysql;

import com.mysql.cj.jdbc.Driver;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens each connection at the address that holds now: the embedded database may come back
 * elsewhere after a restart.
 */
final class AddressedDataSource implements DataSource {
  private final Supplier<DatabaseAddress> addresses;
  private final Duration longestAnswer;
  private final Driver driver;

  /**
   * A source.
   *
   * @param longestAnswer that is waited for before the connection counts as lost; zero: for ever
   */
  AddressedDataSource(Supplier<DatabaseAddress> addresses, Duration longestAnswer)
      throws SQLException {
    this.addresses = addresses;
    this.longestAnswer = longestAnswer;
    this.driver = new Driver();
  }

  @Override
  public Connection getConnection() throws SQLException {
    DatabaseAddress address;
    try {
      address = addresses.get();
    } catch (RuntimeException e) {
      throw new SQLNonTransientConnectionException("where the database is cannot be told now", e);
    }
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "3000");
    properties.setProperty("socketTimeout", Long.toString(longestAnswer.toMillis()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("characterEncoding", "UTF-8");
    properties.setProperty("connectionTimeZone", "UTC");
    properties.setProperty("rewriteBatchedStatements", "true");
    if (address.user() != null) {
      properties.setProperty("user", address.user());
    }
    if (address.password() != null) {
      properties.setProperty("password", address.password());
    }
    Connection connection = driver.connect(address.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("the MySQL driver does not know the address " + address);
    }
    return connection;
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the address says who asks");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("logs through slf4j");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
