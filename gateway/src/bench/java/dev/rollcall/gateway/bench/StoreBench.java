package dev.rollcall.gateway.bench;

import com.mysql.cj.jdbc.Driver;
import dev.rollcall.gateway.adapter.mariadb.EmbeddedMariaDb;
import dev.rollcall.gateway.adapter.mysql.Database;
import dev.rollcall.gateway.adapter.mysql.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a large site up, once for a folder, and times what people wait for in it. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description =
        "Makes a large site up in an embedded database, once for a folder, and times every query that"
            + " people wait for, with its plan.")
final class StoreBench implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", description = "folder that keeps the database (${DEFAULT-VALUE})")
  private Path data = Path.of("data-bench-store");

  @Option(names = "--people", description = "${DEFAULT-VALUE}; rounded up to classes of thirty")
  private int people = 99_990;

  @Option(
      names = "--records",
      description = "one a person and weekday, whole days (default: 100 days)")
  private @Nullable Long records;

  @Option(names = "--audit", description = "records with audit entries (default: 10 days)")
  private @Nullable Long audited;

  @Option(names = "--samples", description = "times of each query (${DEFAULT-VALUE})")
  private int samples = 200;

  @Option(names = "--only", description = "queries whose names hold this regular expression")
  private @Nullable Pattern only;

  @Option(names = "--fill-only", description = "makes the site and measures nothing")
  private boolean fillOnly;

  @Option(names = "--json", description = "figures into this file (-: standard output)")
  private @Nullable String json;

  @Option(names = "--report", description = "an HTML page into this folder")
  private @Nullable Path report;

  @Override
  public Integer call() throws Exception {
    if (people <= 0 || samples <= 0 || (records != null && records <= 0)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--people, --records and --samples must be more than 0");
    }
    Files.createDirectories(data);
    try (EmbeddedMariaDb server = EmbeddedMariaDb.start(data, 0, line -> {})) {
      try (Database database = Database.open(server::address)) {
        database.migrate();
      }
      MadeUpSite site = filled(server.address());
      if (!fillOnly) {
        measure(site, server.address());
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private MadeUpSite filled(DatabaseAddress address) throws Exception {
    try (BulkLoad bulk = new BulkLoad(address)) {
      String lastDay = bulk.noteOf("last day");
      LocalDate day =
          lastDay == null ? LocalDate.now(ZoneOffset.UTC).minusDays(1) : LocalDate.parse(lastDay);
      long all = records == null ? 100L * people : records;
      MadeUpSite site =
          MadeUpSite.of(people, all, audited == null ? Math.min(all, 10L * people) : audited, day);
      System.err.printf(
          Locale.ROOT,
          "a school of %,d people in classes of thirty, with %,d records on %d days, in %s%n",
          site.people(),
          site.records(),
          site.days(),
          data);
      bulk.claim(
          "%d people, %d records, %d audit entries"
              .formatted(site.people(), site.records(), site.audited()));
      bulk.keep("last day", day.toString());
      new SiteFiller(site, bulk, System.err::println).fill();
      return site;
    }
  }

  private void measure(MadeUpSite site, DatabaseAddress address) throws Exception {
    StoreFigures figures = new StoreFigures(site, samples);
    DatabaseAddress heard =
        new DatabaseAddress(
            address.jdbcUrl() + "&queryInterceptors=" + Statements.class.getName(),
            address.user(),
            address.password());
    Properties properties = new Properties();
    properties.setProperty("user", String.valueOf(address.user()));
    properties.setProperty("password", String.valueOf(address.password()));
    try (Database database = Database.open(() -> heard);
        Connection explaining = new Driver().connect(address.jdbcUrl(), properties)) {
      for (HotQuery query : new HotQueries(site, database).all()) {
        if (only == null || only.matcher(query.name()).find()) {
          System.err.println(figures.add(query.name(), times(query), plan(query, explaining)));
        }
      }
    }
    if (json != null) {
      figures.write(json);
    }
    if (report != null) {
      figures.report(report);
    }
    System.err.println(figures.verdict());
  }

  /** Milliseconds; the first ones, of cold caches and code, are left out. */
  private List<Double> times(HotQuery query) {
    SplittableRandom random = new SplittableRandom();
    List<Double> times = new ArrayList<>();
    int warmUp = Math.max(3, samples / 10);
    long end = System.nanoTime() + 20_000_000_000L;
    for (int i = 0; i < warmUp + samples; i++) {
      long from = System.nanoTime();
      query.run().with(random);
      long now = System.nanoTime();
      if (i >= warmUp) {
        times.add((now - from) / 1e6);
      }
      if (now > end && times.size() >= 3) {
        break;
      }
    }
    return times;
  }

  private static List<Plans.Step> plan(HotQuery query, Connection explaining) throws Exception {
    List<Plans.Step> steps = new ArrayList<>();
    for (String sql :
        new LinkedHashSet<>(Statements.of(() -> query.run().with(new SplittableRandom())))) {
      steps.addAll(Plans.explain(explaining, sql));
    }
    return steps;
  }
}
