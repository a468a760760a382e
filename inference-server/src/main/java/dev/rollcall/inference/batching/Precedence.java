package dev.rollcall.inference.batching;

/**
 * Who goes first where there are fewer processors than threads that want one: those who take calls
 * in, refuse them and answer; then batches; then what serves nobody yet.
 *
 * <p>Java's priorities count on Linux only in a JVM that is told so: {@code
 * -XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=10 -XX:JavaPriority2_To_OSPriority=5}
 * give a loading thread a tenth of what a serving one gets, and a computing one a third. Without it
 * all are equal, and only how soon the answers come changes.
 */
public enum Precedence {
  COMPUTING(Thread.MIN_PRIORITY + 1),
  LOADING(Thread.MIN_PRIORITY);

  private final int priority;

  Precedence(int priority) {
    this.priority = priority;
  }

  /** A daemon that is not started yet. */
  @SuppressWarnings("ThreadPriorityCheck") // Right answers do not depend on it.
  public Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setPriority(priority);
    return thread;
  }
}
