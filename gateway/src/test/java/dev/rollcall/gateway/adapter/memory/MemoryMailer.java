package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Mailer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps what is sent. */
public final class MemoryMailer implements Mailer {
  private final Set<String> setUp = new HashSet<>();
  private final List<Message> sent = new ArrayList<>();
  private @Nullable ProblemException failure;

  /** From now on this organisation sends mail. */
  public synchronized void setUp(String organisationId) {
    setUp.add(organisationId);
  }

  /** From now on every message fails so; null: works again. */
  public synchronized void fail(@Nullable ProblemException with) {
    failure = with;
  }

  public synchronized List<Message> sent() {
    return List.copyOf(sent);
  }

  @Override
  public synchronized boolean isSetUp(String organisationId) {
    return setUp.contains(organisationId);
  }

  @Override
  public synchronized void send(String organisationId, Message message) {
    if (!isSetUp(organisationId)) {
      throw new IllegalStateException("mail is sent only where it is set up");
    }
    if (failure != null) {
      throw failure;
    }
    sent.add(message);
  }
}
