package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.files.PrivateFile;
import dev.rollcall.gateway.adapter.grpc.GrpcFaceAnalyzer;
import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.mysql.Database;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import dev.rollcall.gateway.adapter.mysql.MysqlAnswers;
import dev.rollcall.gateway.adapter.mysql.MysqlAudit;
import dev.rollcall.gateway.adapter.mysql.MysqlInstallation;
import dev.rollcall.gateway.adapter.mysql.MysqlSettings;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.http.ByteBudget;
import dev.rollcall.gateway.http.Gate;
import dev.rollcall.gateway.http.GatewayServer;
import dev.rollcall.gateway.http.ModelRoutes;
import dev.rollcall.gateway.http.Once;
import dev.rollcall.gateway.http.RateLimit;
import dev.rollcall.gateway.http.RouteGroup;
import dev.rollcall.gateway.http.SystemRoutes;
import dev.rollcall.gateway.http.WebApp;
import dev.rollcall.gateway.http.Workers;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.port.Mailer;
import dev.rollcall.gateway.usecase.AnswerOnce;
import dev.rollcall.gateway.usecase.CheckHealth;
import dev.rollcall.gateway.usecase.CurrentModels;
import dev.rollcall.gateway.usecase.CurrentSettings;
import dev.rollcall.gateway.usecase.ManageModels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything wired: from the outside in, database and inference server first, HTTPS last. Closing
 * goes the other way.
 *
 * <p>Threads: {@link #start} on one thread; {@link #close} on any, also while start still waits.
 */
final class RunningGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningGateway.class);
  private static final String VERSION =
      Optional.ofNullable(RunningGateway.class.getPackage().getImplementationVersion())
          .orElse("development");

  /** Half of the heap that the launcher gives; what does not fit is told to come back. */
  private static final long BODY_BYTES = Runtime.getRuntime().maxMemory() / 2;

  private static final int MOST_EVENT_LOOPS = 4;

  /** For who is not signed in: a person at a login page, not a program. */
  private static final double STRANGERS_PER_SECOND = 20;

  private final GatewaySettings settings;

  /** What is stored has milliseconds; what is answered then says the same. */
  private final Clock clock;

  private final SecureRandom random = new SecureRandom();
  private final Waiting waiting = new Waiting();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private GatewayServer.@Nullable Routes routes;

  RunningGateway(GatewaySettings settings) {
    this(settings, Clock.tickMillis(ZoneOffset.UTC));
  }

  /** One that lives by another clock: what counts is when that says it is. */
  RunningGateway(GatewaySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Waits for what it needs and listens.
   *
   * @throws IOException with what to do, where it cannot
   */
  void start() throws IOException, InterruptedException {
    PrivateFile.folder(settings.data());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    Vertx vertx = vertx(registry);
    Database database = keep(Database.open(databaseAddresses()));
    migrate(database);
    Path keysFolder = PrivateFile.folder(settings.data().resolve("keys"));
    SiteKeys keys =
        SiteKeys.open(keysFolder, new MysqlInstallation(database), clock.instant(), random);
    GrpcFaceAnalyzer analyzer = keep(new GrpcFaceAnalyzer(vertx, settings.inference()));
    CurrentModels models = new CurrentModels(analyzer, clock);
    requirePossible(waiting.until("inference server", () -> ask(models)));
    Workers workers = keep(new Workers(vertx));
    ByteBudget budget = new ByteBudget(BODY_BYTES);
    Gauge.builder("rollcall.bodies.bytes", budget, ByteBudget::usedBytes).register(registry);
    Ground ground =
        new Ground(
            settings,
            settings.data(),
            keys.installationId(),
            vertx,
            database,
            keys.sealer(),
            analyzer,
            models,
            new CurrentSettings(
                new MysqlSettings(database, keys.sealer()), settings.liveness(), clock),
            workers,
            budget,
            registry,
            clock,
            random,
            this::keep);

    MysqlAnswers answers = new MysqlAnswers(database, keys.sealer());
    if (settings.database().isEmpty()) {
      // Of the embedded database there is one gateway: requests that were under way died with the
      // one before, and who asks again need not wait until their claims are stale.
      answers.releaseAll();
    }
    AnswerOnce answerOnce = new AnswerOnce(answers, clock);
    Mailer mailer = ExchangeRooms.mailer(ground);
    AccessRooms access = AccessRooms.open(ground, mailer, new Once(answerOnce));
    AttendanceRooms attendance = AttendanceRooms.open(ground);
    ExchangeRooms exchange = ExchangeRooms.open(ground, attendance, mailer);
    List<RouteGroup> groups = new ArrayList<>();
    groups.addAll(access.routes());
    groups.addAll(attendance.routes(answerOnce));
    groups.add(
        new ModelRoutes(
            new ManageModels(analyzer, models, new MysqlAudit(database), clock), workers, budget));
    groups.addAll(exchange.routes(answerOnce));
    groups.add(
        new SystemRoutes(
            attendance.readStatus(),
            new CheckHealth(
                analyzer, models, database::ping, attendance.keeper(), readyPicture(), clock),
            registry,
            workers,
            VERSION));
    GatewayServer.Routes all =
        new GatewayServer.Routes(
            new Gate(
                access.access(),
                new RateLimit(settings.requestsPerSecond(), clock),
                new RateLimit(settings.requestsPerSecond() == 0 ? 0 : STRANGERS_PER_SECOND, clock),
                Clock.systemUTC(),
                random),
            groups,
            new WebApp());
    routes = all;
    ShownCertificate certificate = new ShownCertificate(settings, keysFolder, clock);
    listen(vertx, all, certificate.files());
    certificate.renew(vertx, workers);
    attendance.startJobs();
    exchange.startJobs();
  }

  /** What is answered, once it has started. */
  GatewayServer.Routes routes() {
    GatewayServer.Routes all = routes;
    if (all == null) {
      throw new IllegalStateException("it has not started");
    }
    return all;
  }

  /** Waits for the database; one of somebody else's that turns us away will do so for ever. */
  private void migrate(Database database) throws IOException, InterruptedException {
    try {
      waiting.until(
          "database",
          () -> {
            try {
              database.migrate();
              return true;
            } catch (ProblemException e) {
              settings
                  .database()
                  .flatMap(address -> Database.refusal(e))
                  .ifPresent(RunningGateway::refuse);
              throw e;
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void refuse(String why) {
    throw new UncheckedIOException(
        new IOException(
            "the database turns us away (%s): check --jdbc-url, %s and %s"
                .formatted(why, GatewayMain.DATABASE_USER, GatewayMain.DATABASE_PASSWORD)));
  }

  private Vertx vertx(PrometheusMeterRegistry registry) throws IOException {
    Path cache = settings.data().resolve("run").resolve("page-cache");
    PrivateFile.folder(settings.data().resolve("run"));
    Vertx vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setFileSystemOptions(new FileSystemOptions().setFileCacheDir(cache.toString()))
                    .setMetricsOptions(
                        new MicrometerMetricsOptions()
                            .setEnabled(true)
                            .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)))
            .withMetrics(new MicrometerMetricsFactory(registry))
            .build();
    keep(() -> await(vertx.close()));
    return vertx;
  }

  private Supplier<DatabaseAddress> databaseAddresses() {
    return settings
        .database()
        .<Supplier<DatabaseAddress>>map(address -> () -> address)
        .orElseGet(() -> EmbeddedMariaDb.addressIn(settings.data()));
  }

  private ModelCatalog ask(CurrentModels models) {
    return models.get(new CallContext("start", Deadline.after(Duration.ofSeconds(5), clock)));
  }

  /** A policy of the flags that the models cannot carry is said at the start. */
  private void requirePossible(ModelCatalog models) throws IOException {
    LivenessPolicy policy = settings.liveness().orElse(LivenessPolicy.OFF);
    if (!policy.isPossibleWith(models)) {
      throw new IOException(
          "--liveness %s needs a network that pack %s does not bring: use --liveness %s"
              .formatted(
                  policy.name().toLowerCase(Locale.ROOT),
                  models.pack(),
                  LivenessPolicy.bestOf(models).name().toLowerCase(Locale.ROOT)));
    }
  }

  private static Picture readyPicture() throws IOException {
    try (InputStream stream = RunningGateway.class.getResourceAsStream("/ready.jpg")) {
      if (stream == null) {
        throw new IOException("ready.jpg is not in this build: build it again");
      }
      return Picture.of(stream.readAllBytes());
    }
  }

  private void listen(
      Vertx vertx, GatewayServer.Routes routes, GatewaySettings.Certificate certificate)
      throws IOException, InterruptedException {
    GatewayServer.Address address =
        new GatewayServer.Address(
            settings.host(), settings.port(), certificate.chain(), certificate.key());
    int instances = Math.min(MOST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors());
    try {
      String deployment =
          await(
              vertx.deployVerticle(
                  () -> new GatewayServer(address, routes),
                  new DeploymentOptions().setInstances(instances)));
      keep(() -> await(vertx.undeploy(deployment)));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "cannot listen on %s:%d (%s): choose another --host or --port, or check the certificate"
              .formatted(settings.host(), settings.port(), cause.getMessage()),
          cause);
    }
  }

  private synchronized <T extends AutoCloseable> T keep(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() {
    waiting.stop();
    Deque<AutoCloseable> resources;
    synchronized (this) {
      resources = new ArrayDeque<>(open);
      open.clear();
    }
    resources.forEach(RunningGateway::close);
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.warn("closing failed: {}", e.getMessage());
    }
  }

  private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
