package dev.rollcall.client.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process to keep alive.
 *
 * @param name names its log and its pid file
 * @param command the program and its arguments
 * @param environment added to the supervisor's own
 * @param stopGrace how long it may take to stop after SIGTERM before it is killed
 */
public record Part(
    String name, List<String> command, Map<String, String> environment, Duration stopGrace) {
  public Part {
    if (!name.matches("[a-z][a-z-]*")) {
      throw new IllegalArgumentException("a part's name is lower case and hyphens: " + name);
    }
    if (command.isEmpty()) {
      throw new IllegalArgumentException(name + " has no command");
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
