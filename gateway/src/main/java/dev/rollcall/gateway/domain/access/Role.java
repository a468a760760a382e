package dev.rollcall.gateway.domain.access;

import java.util.Locale;

/** What somebody is in an organisation; {@link Authorisation} says what that allows. */
public enum Role {
  OWNER,
  ADMIN,
  MANAGER,
  KIOSK,
  MEMBER;

  /** As programs see it, such as {@code owner}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
