package dev.rollcall.gateway.domain.access;

import static dev.rollcall.gateway.domain.access.Extent.ALL;
import static dev.rollcall.gateway.domain.access.Extent.NONE;
import static dev.rollcall.gateway.domain.access.Extent.OWN;

import java.util.EnumSet;
import java.util.Set;

/** Who may do what: the one table. Nobody may do anything in another organisation. */
public final class Authorisation {
  private Authorisation() {}

  /** How far a role's permission goes. */
  public static Extent of(Role role, Permission permission) {
    Row row = row(permission);
    return switch (role) {
      case OWNER -> row.owner();
      case ADMIN -> row.admin();
      case MANAGER -> row.manager();
      case KIOSK -> row.kiosk();
      case MEMBER -> row.member();
    };
  }

  /** Everything that a role may do, wholly or in part. */
  public static Set<Permission> of(Role role) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (Permission permission : Permission.values()) {
      if (of(role, permission) != NONE) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  private record Row(Extent owner, Extent admin, Extent manager, Extent kiosk, Extent member) {}

  private static Row row(Permission permission) {
    return switch (permission) {
      case PEOPLE_READ -> new Row(ALL, ALL, OWN, NONE, OWN);
      case PEOPLE_WRITE -> new Row(ALL, ALL, OWN, NONE, NONE);
      case CHECK_IN -> new Row(ALL, ALL, OWN, ALL, NONE);
      case ANALYSE -> new Row(ALL, ALL, ALL, NONE, NONE);
      case RECORDS_READ -> new Row(ALL, ALL, OWN, NONE, OWN);
      case RECORDS_CORRECT -> new Row(ALL, ALL, OWN, NONE, NONE);
      case GROUPS_READ -> new Row(ALL, ALL, OWN, NONE, NONE);
      case GROUPS_WRITE -> new Row(ALL, ALL, OWN, NONE, NONE);
      case SESSIONS_READ -> new Row(ALL, ALL, OWN, OWN, NONE);
      case SESSIONS_WRITE -> new Row(ALL, ALL, OWN, NONE, NONE);
      case REVIEW -> new Row(ALL, ALL, OWN, NONE, NONE);
      case REPORTS -> new Row(ALL, ALL, OWN, NONE, OWN);
      case IMPORT -> new Row(ALL, ALL, NONE, NONE, NONE);
      case EXPORT -> new Row(ALL, ALL, OWN, NONE, NONE);
      case USERS -> new Row(ALL, ALL, NONE, NONE, NONE);
      case KEYS -> new Row(ALL, ALL, OWN, NONE, NONE);
      case SETTINGS_READ -> new Row(ALL, ALL, OWN, OWN, OWN);
      case SETTINGS_WRITE -> new Row(ALL, ALL, NONE, NONE, NONE);
      case AUDIT -> new Row(ALL, ALL, NONE, NONE, NONE);
      case MODELS -> new Row(ALL, ALL, NONE, NONE, NONE);
      case METRICS -> new Row(ALL, ALL, NONE, NONE, NONE);
      case ORGANISATIONS -> new Row(ALL, NONE, NONE, NONE, NONE);
    };
  }
}
