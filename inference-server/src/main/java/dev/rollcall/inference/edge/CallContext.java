package dev.rollcall.inference.edge;

import dev.rollcall.inference.request.RequestScope;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What gRPC knows of the current call, as the house's own values. */
final class CallContext {
  static final Context.Key<String> REQUEST_ID = Context.keyWithDefault("request-id", "none");

  static final Context.Key<String> TENANT =
      Context.keyWithDefault("tenant", RequestScope.NO_TENANT);

  private static final Metadata.Key<String> TENANT_HEADER =
      Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> REQUEST_ID_HEADER =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  /** A caller's id goes into the log: short, and nothing that could forge a line. */
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  private CallContext() {}

  static String requestId(Metadata headers) {
    String given = headers.get(REQUEST_ID_HEADER);
    return given != null && PLAIN_ID.matcher(given).matches() ? given : newId();
  }

  /** Told apart in a log, nothing more: no need to ask the system for true chance. */
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  /** For whom a call is: whose turn it takes, and whose quota. */
  static String tenant(Metadata headers) {
    String given = headers.get(TENANT_HEADER);
    return given != null && PLAIN_ID.matcher(given).matches() ? given : RequestScope.NO_TENANT;
  }

  /** The same, and told at once when the call is cancelled: for calls of one answer. */
  static RequestScope watchedScope() {
    RequestScope scope = scope();
    // Every call's context is cancelled when it ends, and lets go of the listener then.
    Context.current().addListener(context -> scope.cancel(), Runnable::run);
    return scope;
  }

  /** Late when the current call is late, cancelled when it is cancelled. */
  static RequestScope scope() {
    Context context = Context.current();
    Deadline deadline = context.getDeadline();
    long deadlineNanos =
        deadline == null
            ? Long.MAX_VALUE
            : System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS);
    return new RequestScope(
        REQUEST_ID.get(context),
        TENANT.get(context),
        System::nanoTime,
        deadlineNanos,
        context::isCancelled);
  }
}
