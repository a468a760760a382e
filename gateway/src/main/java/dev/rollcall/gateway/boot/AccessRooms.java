package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.argon2.Argon2Hasher;
import dev.rollcall.gateway.adapter.mysql.MysqlAccounts;
import dev.rollcall.gateway.http.AccessRoutes;
import dev.rollcall.gateway.http.RouteGroup;
import dev.rollcall.gateway.http.auth.Access;
import dev.rollcall.gateway.port.Mailer;
import dev.rollcall.gateway.usecase.FirstAccount;
import dev.rollcall.gateway.usecase.Identify;
import dev.rollcall.gateway.usecase.LoginThrottle;
import dev.rollcall.gateway.usecase.ManageKeys;
import dev.rollcall.gateway.usecase.SignIn;
import java.io.IOException;
import java.util.List;

/** Who may come in: users, sessions, keys, settings. */
final class AccessRooms {
  private final Access access;
  private final List<RouteGroup> routes;

  private AccessRooms(Access access, List<RouteGroup> routes) {
    this.access = access;
    this.routes = routes;
  }

  static AccessRooms open(Ground ground, Mailer mailer) throws IOException {
    MysqlAccounts accounts = new MysqlAccounts(ground.database());
    Argon2Hasher hasher = new Argon2Hasher();
    FirstLogin.ensure(
        new FirstAccount(accounts, hasher, ground.clock(), ground.random()),
        ground.flags().adminPassword(),
        ground.data());
    SignIn signIn =
        new SignIn(
            accounts, hasher, new LoginThrottle(ground.clock()), ground.clock(), ground.random());
    return new AccessRooms(
        new Access(new Identify(accounts, ground.clock()), ground.workers()::desk),
        List.of(
            new AccessRoutes(
                signIn,
                new ManageKeys(accounts, ground.clock(), ground.random()),
                ground.workers(),
                ground.budget(),
                ground.vertx())));
  }

  Access access() {
    return access;
  }

  List<RouteGroup> routes() {
    return routes;
  }
}
