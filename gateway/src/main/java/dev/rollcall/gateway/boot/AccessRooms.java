package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.argon2.Argon2Hasher;
import dev.rollcall.gateway.adapter.mysql.MysqlAccounts;
import dev.rollcall.gateway.adapter.mysql.MysqlAudit;
import dev.rollcall.gateway.adapter.mysql.MysqlGroups;
import dev.rollcall.gateway.adapter.mysql.MysqlInvites;
import dev.rollcall.gateway.adapter.mysql.MysqlLoginFailures;
import dev.rollcall.gateway.adapter.mysql.MysqlOrganisations;
import dev.rollcall.gateway.adapter.mysql.MysqlPasswordResets;
import dev.rollcall.gateway.adapter.mysql.MysqlPeople;
import dev.rollcall.gateway.adapter.mysql.MysqlSecondFactors;
import dev.rollcall.gateway.adapter.mysql.MysqlSettings;
import dev.rollcall.gateway.adapter.oidc.VertxOpenIdConnect;
import dev.rollcall.gateway.http.KeyRoutes;
import dev.rollcall.gateway.http.LoginRoutes;
import dev.rollcall.gateway.http.MeRoutes;
import dev.rollcall.gateway.http.OidcRoutes;
import dev.rollcall.gateway.http.Once;
import dev.rollcall.gateway.http.OrganisationRoutes;
import dev.rollcall.gateway.http.RouteGroup;
import dev.rollcall.gateway.http.SettingsRoutes;
import dev.rollcall.gateway.http.UserRoutes;
import dev.rollcall.gateway.http.auth.Access;
import dev.rollcall.gateway.port.AuditLog;
import dev.rollcall.gateway.port.Mailer;
import dev.rollcall.gateway.usecase.FirstAccount;
import dev.rollcall.gateway.usecase.Identify;
import dev.rollcall.gateway.usecase.LinkMail;
import dev.rollcall.gateway.usecase.LoginGuard;
import dev.rollcall.gateway.usecase.ManageInvites;
import dev.rollcall.gateway.usecase.ManageKeys;
import dev.rollcall.gateway.usecase.ManageOrganisations;
import dev.rollcall.gateway.usecase.ManageSettings;
import dev.rollcall.gateway.usecase.ManageUsers;
import dev.rollcall.gateway.usecase.Passwords;
import dev.rollcall.gateway.usecase.ResetPasswords;
import dev.rollcall.gateway.usecase.SecondFactor;
import dev.rollcall.gateway.usecase.SignIn;
import dev.rollcall.gateway.usecase.SignInElsewhere;
import dev.rollcall.gateway.usecase.UserRights;
import java.io.IOException;
import java.util.List;

/** Who may come in: users, sessions, keys, invites, organisations, settings. */
final class AccessRooms {
  private final Access access;
  private final List<RouteGroup> routes;

  private AccessRooms(Access access, List<RouteGroup> routes) {
    this.access = access;
    this.routes = routes;
  }

  /** Makes the first user where there is none. */
  static AccessRooms open(Ground ground, Mailer mailer, Once once) throws IOException {
    MysqlAccounts accounts = new MysqlAccounts(ground.database());
    Argon2Hasher hasher = new Argon2Hasher();
    FirstLogin.ensure(
        new FirstAccount(accounts, hasher, ground.clock(), ground.random()),
        ground.flags().adminPassword(),
        ground.data());

    AuditLog audit = new MysqlAudit(ground.database());
    Passwords passwords = new Passwords(hasher);
    LoginGuard guard = new LoginGuard(new MysqlLoginFailures(ground.database()), ground.clock());
    SecondFactor secondFactor =
        new SecondFactor(
            new MysqlSecondFactors(ground.database(), ground.sealer()),
            accounts,
            passwords,
            audit,
            ground.clock(),
            ground.random());
    SignIn signIn =
        new SignIn(
            accounts, passwords, guard, secondFactor, audit, ground.clock(), ground.random());
    UserRights rights =
        new UserRights(
            new MysqlPeople(ground.database(), ground.sealer()),
            new MysqlGroups(ground.database()));
    LinkMail links = new LinkMail(mailer);
    MysqlOrganisations organisations = new MysqlOrganisations(ground.database());
    ManageInvites invites =
        new ManageInvites(
            new MysqlInvites(ground.database()),
            organisations,
            rights,
            passwords,
            signIn,
            links,
            audit,
            ground.clock(),
            ground.random());
    ManageUsers users =
        new ManageUsers(
            accounts, passwords, rights, secondFactor, audit, ground.clock(), ground.random());
    ResetPasswords resets =
        new ResetPasswords(
            new MysqlPasswordResets(ground.database()),
            accounts,
            users,
            passwords,
            links,
            ground.settings(),
            audit,
            ground.clock());
    ManageOrganisations manageOrganisations =
        new ManageOrganisations(organisations, invites, audit, ground.clock(), ground.random());
    SignInElsewhere elsewhere =
        new SignInElsewhere(
            ground.settings(),
            new VertxOpenIdConnect(ground.vertx(), ground.clock()),
            accounts,
            invites,
            signIn,
            audit,
            ground.clock(),
            ground.random());
    ManageSettings settings =
        new ManageSettings(
            new MysqlSettings(ground.database(), ground.sealer()),
            ground.settings(),
            ground.models(),
            hasher,
            guard,
            ground.clock());
    return new AccessRooms(
        new Access(new Identify(accounts, ground.clock()), ground.workers()::desk),
        List.of(
            new LoginRoutes(
                signIn,
                elsewhere,
                invites,
                resets,
                mailer,
                ground.workers(),
                ground.budget(),
                ground.vertx()),
            new OidcRoutes(elsewhere, ground.sealer(), ground.workers(), ground.clock()),
            new MeRoutes(
                signIn,
                secondFactor,
                accounts,
                manageOrganisations,
                ground.workers(),
                ground.budget(),
                ground.vertx()),
            new UserRoutes(users, invites, resets, once, ground.workers(), ground.budget()),
            new KeyRoutes(
                new ManageKeys(accounts, audit, ground.clock(), ground.random()),
                once,
                ground.workers(),
                ground.budget()),
            new OrganisationRoutes(manageOrganisations, once, ground.workers(), ground.budget()),
            new SettingsRoutes(settings, ground.workers(), ground.budget(), ground.vertx())));
  }

  Access access() {
    return access;
  }

  List<RouteGroup> routes() {
    return routes;
  }
}
