package dev.rollcall.gateway.domain.access;

/** A user who signs in with a password. */
public record Account(String id, String username, String passwordHash) {
  @Override
  public String toString() {
    return "Account[" + username + "]";
  }
}
