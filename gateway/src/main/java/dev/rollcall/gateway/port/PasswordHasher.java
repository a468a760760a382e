package dev.rollcall.gateway.port;

/**
 * Slow hashes of passwords. Safe on any thread; costs tens of megabytes and milliseconds a call.
 */
public interface PasswordHasher {
  String hash(String password);

  boolean matches(String password, String hash);
}
