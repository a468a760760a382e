package dev.rollcall.gateway.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.gateway.adapter.gallery.ExactGallery;
import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Nearest;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What finding one face among many costs, beside a bare loop over the same floats. */
@Command(
    name = "gallery",
    mixinStandardHelpOptions = true,
    description = {
      "Finds faces among so many people, exactly, and prints what a search costs beside a bare loop"
          + " over the same floats; searches of the two alternate.",
      "The people are random directions: the time of an exact search does not depend on whose face"
          + " it is. Every answer is compared with the bare loop's.",
      "Exit status: 0 all was measured, 2 bad arguments, 1 an answer was wrong."
    })
final class GalleryBench implements Callable<Integer> {
  private static final String SITE = "bench";
  private static final Embedder EMBEDDER = new Embedder("random", "1.0");

  /**
   * Between two pictures of one person: a distance of 0.83, as LFW's pairs have at their median.
   */
  private static final double ANGLE = 0.86;

  private static final int WARM_UP = 300;
  private static final double MICROS = 1e3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--people",
      split = ",",
      defaultValue = "1000,10000,100000",
      paramLabel = "N",
      description = "Sizes of the gallery (${DEFAULT-VALUE}).")
  private int[] sizes = {};

  @Option(
      names = "--dimensions",
      defaultValue = "256",
      paramLabel = "N",
      description = "Values of an embedding; a multiple of 8 (${DEFAULT-VALUE}).")
  private int dimensions;

  @Option(
      names = "--searches",
      defaultValue = "500",
      paramLabel = "N",
      description = "How many of each kind (${DEFAULT-VALUE}).")
  private int searches;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures; - is here.")
  private @Nullable String json;

  @Option(names = "--report", paramLabel = "DIR", description = "Write a page with a plot.")
  private @Nullable Path report;

  /**
   * What was measured at one size.
   *
   * @param searchP50 microseconds, one thread
   * @param bareP50 microseconds of the bare loop over the same floats
   * @param overBare searchP50 / bareP50
   * @param searchesPerSecond of all cores at once
   * @param enrolP50 microseconds that adding one face takes
   * @param megabytes that the templates take
   */
  private record Row(
      int people,
      double searchP50,
      double searchP99,
      double bareP50,
      double overBare,
      double searchesPerSecond,
      double enrolP50,
      double megabytes,
      int wrong) {
    String line() {
      return String.format(
          Locale.ROOT,
          "%8d %11.1f %11.1f %11.1f %7.2f %12.0f %9.2f %7.1f %6d",
          people,
          searchP50,
          searchP99,
          bareP50,
          overBare,
          searchesPerSecond,
          enrolP50,
          megabytes,
          wrong);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (dimensions <= 0 || dimensions % 8 != 0 || searches < 1) {
      throw new ParameterException(
          spec.commandLine(), "--dimensions must be a multiple of 8, --searches at least 1");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    System.err.printf("%d values a face, %d searches, %d cores%n", dimensions, searches, cores);
    System.err.printf(
        "%8s %11s %11s %11s %7s %12s %9s %7s %6s%n",
        "people", "p50 us", "p99 us", "bare us", "ratio", "searches/s", "enrol us", "MB", "wrong");
    List<Row> rows = new ArrayList<>();
    for (int people : sizes) {
      Row row = measure(people, cores);
      System.err.println(row.line());
      rows.add(row);
    }
    write(rows);
    return rows.stream().allMatch(row -> row.wrong() == 0) ? 0 : 1;
  }

  private Row measure(int people, int cores) throws InterruptedException, ExecutionException {
    SplittableRandom random = new SplittableRandom(people);
    Scan scan = new Scan(people, dimensions, random);
    ExactGallery gallery = new ExactGallery();
    double[] enrols = new double[people];
    for (int person = 0; person < people; person++) {
      EnrolledFace face =
          new EnrolledFace(
              "f" + person,
              String.valueOf(person),
              new Embedding(scan.row(person), EMBEDDER),
              "image/jpeg",
              Instant.EPOCH);
      long began = System.nanoTime();
      gallery.add(SITE, face);
      enrols[person] = (System.nanoTime() - began) / MICROS;
    }
    List<float[]> probes = new ArrayList<>();
    for (int i = 0; i < searches; i++) {
      probes.add(scan.near(random.nextInt(people), ANGLE, random));
    }
    double[] ours = new double[searches];
    double[] bare = new double[searches];
    int wrong = 0;
    for (int i = -Math.min(WARM_UP, searches); i < searches; i++) {
      float[] probe = probes.get(Math.floorMod(i, searches));
      long began = System.nanoTime();
      String found = search(gallery, probe);
      long between = System.nanoTime();
      int nearest = scan.nearest(probe);
      long ended = System.nanoTime();
      if (i >= 0) {
        ours[i] = (between - began) / MICROS;
        bare[i] = (ended - between) / MICROS;
        wrong += found.equals(String.valueOf(nearest)) ? 0 : 1;
      }
    }
    double p50 = percentile(ours, 50);
    return new Row(
        people,
        p50,
        percentile(ours, 99),
        percentile(bare, 50),
        p50 / percentile(bare, 50),
        together(gallery, probes, cores),
        percentile(enrols, 50),
        (double) people * dimensions * Float.BYTES / 1e6,
        wrong);
  }

  private static String search(ExactGallery gallery, float[] probe) {
    Nearest nearest = gallery.nearest(SITE, new Embedding(probe, EMBEDDER));
    return nearest.first() == null ? "nobody" : nearest.first().personId();
  }

  /** Searches a second with every core at it. */
  private static double together(ExactGallery gallery, List<float[]> probes, int cores)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      long began = System.nanoTime();
      List<Future<?>> all = new ArrayList<>();
      for (float[] probe : probes) {
        all.add(threads.submit(() -> search(gallery, probe)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      return probes.size() / ((System.nanoTime() - began) / 1e9);
    } finally {
      threads.shutdownNow();
    }
  }

  private static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
  }

  private void write(List<Row> rows) throws IOException {
    String text =
        JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(rows)
            + "\n";
    if (json != null && json.equals("-")) {
      System.out.print(text);
    } else if (json != null) {
      Files.writeString(Path.of(json), text, StandardCharsets.UTF_8);
    }
    if (report != null) {
      Files.createDirectories(report);
      XYChart chart =
          new XYChartBuilder()
              .width(860)
              .height(460)
              .title("One face among many")
              .xAxisTitle("people")
              .yAxisTitle("milliseconds, one thread")
              .build();
      double[] people = rows.stream().mapToDouble(Row::people).toArray();
      chart.addSeries("gallery", people, millis(rows.stream().mapToDouble(Row::searchP50)));
      chart.addSeries("bare loop", people, millis(rows.stream().mapToDouble(Row::bareP50)));
      BitmapEncoder.saveBitmap(
          chart, report.resolve("gallery").toString(), BitmapEncoder.BitmapFormat.PNG);
      Files.writeString(
          report.resolve("gallery.html"),
          "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gallery</title>"
              + "<h1>One face among many</h1><img src=\"gallery.png\" alt=\"\"><pre>"
              + text
              + "</pre></html>\n",
          StandardCharsets.UTF_8);
    }
  }

  private static double[] millis(DoubleStream micros) {
    return micros.map(value -> value / MICROS).toArray();
  }
}
