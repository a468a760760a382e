package dev.rollcall.models.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.inference.catalog.Calibration;
import dev.rollcall.models.packs.NodeReference;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every evaluation from the command line to its files, with the registry pack, on faces that are
 * cut from the photographs that face-api carries.
 */
class EvalCommandTest {
  private static final int PEOPLE = 3;

  @TempDir static Path folder;

  private static final JsonMapper JSON = new JsonMapper();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static Path photographs() {
    return folder.resolve("photographs");
  }

  private static Path people() {
    return folder.resolve("people");
  }

  @BeforeAll
  static void installAndCutFaces() throws Exception {
    Path modules = NodeReference.nodeModules();
    StringWriter said = new StringWriter();
    int installed =
        execute(
            said,
            said,
            "install",
            "--pack",
            "registry",
            "--models",
            models(),
            "--npm",
            modules.toString());
    assertWithMessage(said.toString()).that(installed).isEqualTo(0);
    Files.createDirectories(photographs());
    for (int i = 1; i <= 6; i++) {
      String name = "sample" + i + ".jpg";
      Files.copy(
          modules.resolve("@vladmandic/face-api/demo").resolve(name), photographs().resolve(name));
    }
    StringWriter json = new StringWriter();
    Path boxes = folder.resolve("boxes.csv");
    assertWithMessage(said.toString())
        .that(
            execute(
                json,
                said,
                "eval",
                "detection",
                "--models",
                models(),
                "--images",
                photographs().toString(),
                "--json",
                "-",
                "--scores",
                boxes.toString()))
        .isEqualTo(0);
    assertThat(JSON.readTree(json.toString()).get("faces").asInt()).isAtLeast(6);
    cut(boxes);
  }

  /** Faces of one photograph, so that they are of different people, each cut in two ways. */
  private static void cut(Path boxes) throws IOException {
    Map<String, List<double[]>> byPicture = new TreeMap<>();
    for (String line : Files.readAllLines(boxes).subList(1, Files.readAllLines(boxes).size())) {
      List<String> cells = List.of(line.split(",", -1));
      byPicture
          .computeIfAbsent(cells.get(0), any -> new ArrayList<>())
          .add(cells.subList(1, 5).stream().mapToDouble(Double::parseDouble).toArray());
    }
    Map.Entry<String, List<double[]>> most =
        byPicture.entrySet().stream()
            .max(Comparator.comparingInt(entry -> entry.getValue().size()))
            .orElseThrow();
    assertThat(most.getValue().size()).isAtLeast(PEOPLE + 1);
    BufferedImage photograph = ImageIO.read(photographs().resolve(most.getKey()).toFile());
    for (int i = 0; i <= PEOPLE; i++) {
      double[] box = most.getValue().get(i);
      String person = "Person" + i;
      Files.createDirectories(people().resolve(person));
      cut(photograph, box, 1.0, person, 1);
      if (i < PEOPLE) {
        cut(photograph, box, 0.8, person, 2);
      }
    }
  }

  private static void cut(
      BufferedImage photograph, double[] box, double margin, String person, int number)
      throws IOException {
    double width = box[2] - box[0];
    double height = box[3] - box[1];
    int left = (int) Math.max(0, box[0] - margin / 2 * width);
    int top = (int) Math.max(0, box[1] - margin / 2 * height);
    int right = (int) Math.min(photograph.getWidth(), box[2] + margin / 2 * width);
    int bottom = (int) Math.min(photograph.getHeight(), box[3] + margin / 2 * height);
    BufferedImage face = new BufferedImage(250, 250, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = face.createGraphics();
    graphics.drawImage(photograph, 0, 0, 250, 250, left, top, right, bottom, null);
    graphics.dispose();
    Path file = people().resolve("%s/%s_%04d.jpg".formatted(person, person, number));
    ImageIO.write(face, "jpg", file.toFile());
  }

  private static String models() {
    return folder.resolve("models").toString();
  }

  private static int execute(StringWriter out, StringWriter err, String... arguments) {
    CommandLine commandLine = ModelsMain.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  private int eval(String... arguments) {
    List<String> all = new ArrayList<>(List.of("eval"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--models", models()));
    return execute(out, err, all.toArray(new String[0]));
  }

  private JsonNode figures(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--json", "-"));
    assertWithMessage(err.toString()).that(eval(all.toArray(new String[0]))).isEqualTo(0);
    return JSON.readTree(out.toString());
  }

  private Path pairs() throws IOException {
    return Files.writeString(
        folder.resolve("pairs.txt"),
        """
        2\t2
        Person0\t1\t2
        Person1\t1\t2
        Person0\t1\tPerson1\t1
        Person1\t2\tPerson2\t1
        Person1\t2\t1
        Person2\t1\t2
        Person2\t1\tPerson0\t2
        Person2\t2\tPerson3\t1
        """);
  }

  @Test
  void verification_ofCutFaces_writesFiguresScoresAndReport() throws IOException {
    Path report = folder.resolve("report");
    Path scores = folder.resolve("scores.csv");

    JsonNode figures =
        figures(
            "verification",
            "--images",
            people().toString(),
            "--pairs",
            pairs().toString(),
            "--report",
            report.toString(),
            "--scores",
            scores.toString());

    assertThat(figures.get("pairs").asInt()).isEqualTo(8);
    assertThat(figures.get("failures_to_detect").asInt()).isEqualTo(0);
    assertThat(figures.get("accuracy_mean").asDouble()).isEqualTo(1.0);
    assertThat(figures.get("auc").asDouble()).isEqualTo(1.0);
    assertThat(figures.get("eer").asDouble()).isEqualTo(0.0);
    assertThat(figures.get("tar_at_far").get("1e-2").asDouble()).isEqualTo(1.0);
    assertThat(figures.get("all_pairs").get("genuine").asInt()).isEqualTo(PEOPLE);
    assertThat(figures.get("all_pairs").get("impostor").asInt()).isEqualTo(7 * 6 / 2 - PEOPLE);
    assertThat(figures.get("all_pairs").get("tar_at_far").size()).isEqualTo(3);
    assertThat(figures.get("all_pairs").get("threshold").size()).isEqualTo(3);
    assertThat(figures.get("distance").asText()).isEqualTo("euclidean_l2");
    assertThat(figures.get("images_per_second").asDouble()).isGreaterThan(0.0);
    assertThat(Files.readAllLines(scores)).hasSize(9);
    assertThat(Files.readString(report.resolve("index.html"))).contains("roc.png");
    for (String plot : List.of("roc", "det", "distances")) {
      assertThat(ImageIO.read(report.resolve(plot + ".png").toFile()).getWidth()).isAtLeast(600);
    }
  }

  @Test
  void verification_ofOccludedFaces_namesTheRecipe() throws IOException {
    JsonNode figures =
        figures(
            "verification",
            "--images",
            people().toString(),
            "--pairs",
            pairs().toString(),
            "--condition",
            "occluded");

    assertThat(figures.get("condition").asText()).isEqualTo("occluded");
    assertThat(figures.get("recipe").asText()).contains("mask");
    assertThat(figures.get("accuracy_by_variant").size()).isAtLeast(1);
  }

  @Test
  void identification_ofCutFaces_findsEveryoneAndNoStranger() throws IOException {
    JsonNode figures = figures("identification", "--images", folder.resolve("people").toString());

    assertThat(figures.get("gallery").asInt()).isEqualTo(PEOPLE);
    assertThat(figures.get("mated").asInt()).isEqualTo(PEOPLE);
    assertThat(figures.get("non_mated").asInt()).isEqualTo(1);
    assertThat(figures.get("rank1").asDouble()).isEqualTo(1.0);
    assertThat(figures.get("fnir_at_fpir").get("1e-2").asDouble()).isEqualTo(0.0);
  }

  @Test
  void ageGender_ofNamedFaces_countsThem() throws IOException {
    Path chips = Files.createDirectories(folder.resolve("chips"));
    for (int i = 0; i < PEOPLE; i++) {
      Path face = people().resolve("Person%d/Person%d_0001.jpg".formatted(i, i));
      Files.copy(face, chips.resolve("3%d_%d_0_20170101.jpg".formatted(i, i % 2)));
    }

    JsonNode figures = figures("age-gender", "--images", chips.toString());

    assertThat(figures.get("n").asInt()).isEqualTo(PEOPLE);
    assertThat(figures.get("age_mae").asDouble()).isLessThan(70.0);
    assertThat(figures.get("age_mae_by_decade").has("30-39")).isTrue();
    assertThat(figures.has("within_5_years")).isTrue();
    assertThat(figures.get("gender_accuracy_by_group").has("white female")).isTrue();
  }

  @Test
  void emotion_ofSmallCrops_asksNoDetectorAndLeavesUnknownLabelsOut() throws IOException {
    BufferedImage grey = new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY);
    for (String label : List.of("anger", "happy", "contempt")) {
      Path faces = Files.createDirectories(folder.resolve("emotions").resolve(label));
      ImageIO.write(grey, "png", faces.resolve("1.png").toFile());
    }

    JsonNode figures = figures("emotion", "--images", folder.resolve("emotions").toString());

    assertThat(figures.get("n").asInt()).isEqualTo(2);
    assertThat(figures.get("left_out").get("contempt").asInt()).isEqualTo(1);
    assertThat(figures.get("failures_to_detect").asInt()).isEqualTo(0);
    assertThat(figures.get("per_class").get("angry").get("auc").asDouble()).isAtLeast(0.0);
    assertThat(figures.get("confusion").size()).isEqualTo(figures.get("labels").size());
    assertThat(figures.get("ece").asDouble()).isAtMost(1.0);
  }

  @Test
  void detection_againstItsOwnBoxes_isPerfect() throws IOException {
    List<String> truth = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("boxes.csv"))) {
      truth.add(String.join(",", List.of(line.split(",", -1)).subList(0, 5)));
    }
    Path file = Files.write(folder.resolve("truth.csv"), truth);

    JsonNode figures =
        figures("detection", "--images", photographs().toString(), "--truth", file.toString());

    assertThat(figures.get("images").asInt()).isEqualTo(6);
    assertThat(figures.get("per_image").get("sample1.jpg").asInt()).isAtLeast(1);
    assertThat(figures.get("recall").asDouble()).isEqualTo(1.0);
    assertThat(figures.get("precision").asDouble()).isEqualTo(1.0);
  }

  @Test
  void liveness_withAPackThatHasNoneForIt_exits1AndSaysSo() {
    String pictures = photographs().toString();

    assertThat(eval("liveness", "--live", pictures, "--attack", "paper=" + pictures)).isEqualTo(1);

    assertThat(err.toString()).contains("no network for liveness");
  }

  @Test
  void calibrate_fromTooFewPeople_exits1AndWritesNothing() {
    assertThat(eval("calibrate", "--images", people().toString())).isEqualTo(1);

    assertThat(err.toString()).contains("at least 10");
    assertThat(Files.exists(folder.resolve("models/registry").resolve(Calibration.FILE_NAME)))
        .isFalse();
  }

  @Test
  void eval_ofAMissingFolderOrWithoutACommand_exits2() {
    String nowhere = folder.resolve("nowhere").toString();

    assertThat(eval("detection", "--images", nowhere)).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere");
    assertThat(execute(out, err, "eval")).isEqualTo(2);
    assertThat(eval("detection", "--images", photographs().toString(), "--truth", nowhere))
        .isEqualTo(2);
  }
}
