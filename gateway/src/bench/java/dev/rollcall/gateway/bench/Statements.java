package dev.rollcall.gateway.bench;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.PreparedQuery;
import com.mysql.cj.Query;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every statement that the driver sends while it is asked to listen, with its values: what is
 * explained is what was run. Made by the driver, one a connection.
 */
public final class Statements implements QueryInterceptor {
  private static volatile @Nullable List<String> heard;

  /** What {@code work} sends, from any connection. */
  static List<String> of(Runnable work) {
    List<String> statements = Collections.synchronizedList(new ArrayList<>());
    heard = statements;
    try {
      work.run();
    } finally {
      heard = null;
    }
    return List.copyOf(statements);
  }

  @Override
  public QueryInterceptor init(MysqlConnection connection, Properties properties, Log log) {
    return this;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // The driver's own signature.
  public <T extends Resultset> @Nullable T preProcess(Supplier<String> sql, Query query) {
    List<String> listening = heard;
    if (listening != null) {
      listening.add(query instanceof PreparedQuery prepared ? prepared.asSql() : sql.get());
    }
    return null;
  }

  @Override
  public <T extends Resultset> @Nullable T postProcess(
      Supplier<String> sql, Query query, T original, ServerSession session) {
    return null;
  }

  @Override
  public boolean executeTopLevelOnly() {
    return true;
  }

  @Override
  public void destroy() {}
}
