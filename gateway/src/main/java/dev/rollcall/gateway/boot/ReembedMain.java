package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.files.PrivateFile;
import dev.rollcall.gateway.adapter.gallery.ExactGallery;
import dev.rollcall.gateway.adapter.grpc.GrpcFaceAnalyzer;
import dev.rollcall.gateway.adapter.grpc.InferenceAddress;
import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.mysql.Database;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import dev.rollcall.gateway.adapter.mysql.MysqlInstallation;
import dev.rollcall.gateway.adapter.mysql.MysqlPeople;
import dev.rollcall.gateway.adapter.vault.FileVault;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.usecase.GalleryKeeper;
import dev.rollcall.gateway.usecase.ReembedFaces;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Re-embeds a site's enrolled faces with another inference server, while the site goes on with its
 * own. Prints a line a face; started again, it goes on where it was. Exits with 1 where database,
 * key file or inference server fail it.
 */
@Command(
    name = "re-embed",
    mixinStandardHelpOptions = true,
    description = "Reads every enrolled picture with the networks of another inference server.")
public final class ReembedMain implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "The site's folder.")
  @SuppressWarnings("NullAway.Init") // required
  private Path data;

  @Option(
      names = "--inference",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The inference server whose networks are to read.")
  @SuppressWarnings("NullAway.Init") // required
  private String inference;

  @Option(names = "--jdbc-url", paramLabel = "URL", description = "As for the gateway.")
  private @Nullable String jdbcUrl;

  public static void main(String[] args) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.exit(
        new CommandLine(new ReembedMain())
            .setExecutionExceptionHandler(ReembedMain::explain)
            .execute(args));
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult args)
      throws Exception {
    if (failure instanceof IOException || failure instanceof ProblemException) {
      command.getErr().println("re-embed: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    Vertx vertx = Vertx.vertx();
    try (Database database = Database.open(address());
        GrpcFaceAnalyzer analyzer =
            new GrpcFaceAnalyzer(
                vertx, InferenceAddress.parse(inference, Optional.empty(), Optional.empty()))) {
      Waiting waiting = new Waiting();
      waiting.until(
          "database",
          () -> {
            database.migrate();
            return true;
          });
      waiting.until(
          "inference server",
          () ->
              analyzer.models(
                  new CallContext("re-embed", Deadline.after(Duration.ofSeconds(5), clock))));
      SiteKeys keys =
          SiteKeys.open(
              PrivateFile.folder(data.resolve("keys")),
              new MysqlInstallation(database),
              clock.instant(),
              new SecureRandom());
      PeopleStore people = new MysqlPeople(database, keys.sealer());
      FileVault vault =
          new FileVault(
              data.resolve("pictures").resolve(keys.installationId()), keys.sealer(), clock);
      long faces = people.countsOfAll().faces();
      PrintWriter out = spec.commandLine().getOut();
      ReembedFaces.Result result =
          new ReembedFaces(
                  analyzer, people, vault, new GalleryKeeper(people, new ExactGallery()), clock)
              .run(
                  soFar -> {
                    out.printf(
                        "faces %d/%d  re-embedding%n", soFar.read() + soFar.leftBehind(), faces);
                    out.flush();
                  });
      out.printf(
          "%d faces re-embedded, %d pictures could not be used, %d in all%n",
          result.read(), result.leftBehind(), faces);
      out.flush();
      return CommandLine.ExitCode.OK;
    } finally {
      vertx.close().await();
    }
  }

  private Supplier<DatabaseAddress> address() {
    if (jdbcUrl == null) {
      return EmbeddedMariaDb.addressIn(data);
    }
    DatabaseAddress address =
        new DatabaseAddress(
            jdbcUrl,
            System.getenv(GatewayMain.DATABASE_USER),
            System.getenv(GatewayMain.DATABASE_PASSWORD));
    return () -> address;
  }
}
