package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest.Accuracy;
import dev.rollcall.inference.catalog.ModelManifest.Input;
import dev.rollcall.inference.catalog.ModelManifest.Licence;
import dev.rollcall.inference.catalog.ModelManifest.Source;
import dev.rollcall.inference.catalog.ModelManifest.SourceFile;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.task.Pixels;
import dev.rollcall.models.convert.task.Recipe;
import dev.rollcall.models.convert.task.TaskNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pack that a site gets where its machine reaches the addresses below, or a mirror of them:
 * open weights that do better than those of the npm packages, and those for what only npm brings.
 */
final class StandardPack {
  static final String NAME = "standard";

  /** Raised whenever a conversion or a manifest below changes what a network answers. */
  private static final String REVISION = "-r2";

  private static final String YUNET_REVISION = "-r3";

  private static final String OPEN_MODEL_ZOO =
      "https://storage.openvinotoolkit.org/repositories/open_model_zoo/2023.0/models_bin/1/";
  private static final String GITHUB = "https://raw.githubusercontent.com/";
  private static final String YUNET =
      GITHUB + "ShiqiYu/libfacedetection.train/0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx";
  private static final String MINIFASNET =
      GITHUB
          + "feni-katharotiya/Silent-Face-Anti-Spoofing-TFLite/"
          + "a89a24b62078a4e2797b1d20f2924ec40cd6f011/converted_models/onnx";
  private static final String CELEBASPOOF =
      GITHUB
          + "VietAnh954/face-antispoof-onnx/b5724af4f4cb336695e81653634e3f354b52f5c1/models/best/98.20";

  private static final Licence MINIFASNET_LICENCE =
      new Licence("Apache-2.0", "Minivision's own pictures; not published", false);

  /**
   * The threshold of the mean of the networks for liveness, and what it gave elsewhere: phone
   * selfies against prints and screens, in name order cut into blocks of a tenth; chosen at the
   * equal error of the even blocks, counted on the odd ones.
   */
  private enum Live {
    WITH_ALL(0.54, 0.122, 0.348, 0),
    WITHOUT_RESEARCH(0.57, 0.201, 0.350, 0);

    private final double threshold;
    private final double bpcer;
    private final double apcerPaper;
    private final double apcerScreen;

    Live(double threshold, double bpcer, double apcerPaper, double apcerScreen) {
      this.threshold = threshold;
      this.bpcer = bpcer;
      this.apcerPaper = apcerPaper;
      this.apcerScreen = apcerScreen;
    }

    private List<Accuracy> accuracy() {
      return List.of(
          figure("bpcer", bpcer, 229),
          figure("apcer_paper", apcerPaper, 469),
          figure("apcer_screen", apcerScreen, 15));
    }

    private static Accuracy figure(String metric, double value, long n) {
      return new Accuracy(
          metric,
          value,
          n,
          "odd blocks of a tenth in name order; threshold: equal error of the even blocks; mean of"
              + " the pack's networks",
          "one public set of phone pictures; other attacks may well pass");
    }
  }

  /**
   * YuNet itself finds faces that fill the frame: of 150 of UTKFace's faces cut to fill 0.8, 1.0
   * and 1.3 of the shorter side, at 170 to 600 pixels and in two shapes of frame, it missed 0, 0
   * and 3 of 600. Within those it showed nothing else; a face of less than this share might yet be
   * a pattern within one that it missed.
   */
  private static final double LARGE_FACE = 0.1;

  private StandardPack() {}

  static Pack create(Terms terms) {
    return terms == Terms.ANY
        ? new Pack(NAME, terms, models(Live.WITH_ALL))
        : new Pack(NAME, terms, PackedModel.allowed(models(Live.WITHOUT_RESEARCH)));
  }

  private static List<PackedModel> models(Live live) {
    List<PackedModel> models = new ArrayList<>();
    models.add(detection());
    models.add(RegistryPack.landmarks());
    models.add(recognition());
    models.add(RegistryPack.ageGender());
    models.add(RegistryPack.expression());
    models.add(RegistryPack.faceMesh());
    models.add(headPose());
    models.add(
        minifasnet(
            "liveness-minifasnet-v2",
            "2.7_80x80_MiniFASNetV2.onnx",
            "767579ad8fc26f736f651e962a99ad0adebcfe7b95af2d955ee55affe5a71600",
            2.7,
            live));
    models.add(
        minifasnet(
            "liveness-minifasnet-v1se",
            "4_0_0_80x80_MiniFASNetV1SE.onnx",
            "bcdd7c903d3477276e56d95b3e938ce29beb4fc582e14c7c6e89751fd00331f0",
            4,
            live));
    models.add(celebaSpoof(live));
    return models;
  }

  private static PackedModel detection() {
    return downloaded(
        "yunet-n",
        "0047ac24",
        YUNET_REVISION,
        Task.DETECTION,
        YUNET,
        List.of(
            new SourceFile(
                "yunet_n_dynamic.onnx",
                "104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12")),
        List.of("yunet_n/yunet_n_dynamic.onnx"),
        Recipe.of(Task.DETECTION, Pixels.bgr255()),
        new Licence("Apache-2.0", "WIDER FACE", false),
        new Input(640, 640, 32, new Crop.Picture(2, 2, 0.2, 960, 0, LARGE_FACE), false),
        0.6,
        List.of(measured("faces_found", 1, 3811, "pictures of folds 1-5")));
  }

  private static PackedModel recognition() {
    return openModelZoo(
        "face-reidentification-retail-0095",
        Task.RECOGNITION,
        "ce53d2c9c08c0bd1c1660fb8a5b6d0e3e4ec19eb92f1036d2d83a85e83082dce",
        "241229ca3d206321868d46ce74a3c0b06c49cea58db7dc70b2e842ff287545d1",
        Recipe.of(Task.RECOGNITION, Pixels.bgr255()),
        new Input(
            128,
            128,
            0,
            new Crop.Similarity(
                Crop.PointSource.FIVE,
                List.of(0, 1, 2, 3, 4),
                // The model's own template of 96 x 112 pixels, brought to 128 x 128.
                List.of(
                    at(30.2946, 51.6963),
                    at(65.5318, 51.5014),
                    at(48.0252, 71.7366),
                    at(33.5493, 92.3655),
                    at(62.7299, 92.2041))),
            false),
        1.07,
        List.of(
            measured("lfw_accuracy", 0.9927, 3000, "View 2, folds 1-5, threshold from the others"),
            ofOnePerson("tar_at_far_1e-3", 0.986),
            ofOnePerson("tar_at_far_1e-4", 0.965),
            ofOnePerson("tar_at_far_1e-5", 0.905),
            ofTwoPeople("distance_at_far_1e-3", 1.1507),
            ofTwoPeople("distance_at_far_1e-4", 1.0744),
            ofTwoPeople("distance_at_far_1e-5", 0.9917),
            ofTwoPeople("far_at_threshold", 8.85e-5)));
  }

  private static Accuracy ofOnePerson(String metric, double value) {
    return measured(metric, value, 4414, "all genuine pairs of folds 1-5, one shot");
  }

  private static Accuracy ofTwoPeople(String metric, double value) {
    return measured(metric, value, 7_255_541, "all impostor pairs of folds 1-5");
  }

  private static Accuracy measured(String metric, double value, long n, String protocol) {
    return new Accuracy(metric, value, n, "LFW deep-funneled: " + protocol, "this pipeline, fp32");
  }

  private static List<Double> at(double x, double y) {
    return List.of(rounded(x * 128 / 96), rounded(y * 128 / 112));
  }

  private static double rounded(double pixels) {
    return Math.round(pixels * 1e4) / 1e4;
  }

  private static PackedModel headPose() {
    return openModelZoo(
        "head-pose-estimation-adas-0001",
        Task.HEAD_POSE,
        "7a00509b02c15371c8156b848daf2825a061488b6f1b257ccbb648596c0a1ef3",
        "035c41b04268c4541fc0d7fc4a131070bc2d424324ad8e1163f83953ee8bb0b1",
        Recipe.of(Task.HEAD_POSE, Pixels.bgr255()).from("fc_y", "fc_p", "fc_r"),
        new Input(60, 60, 0, new Crop.Box(1, true, Crop.Border.REPLICATE), false),
        null,
        List.of(
            consistent("yaw_mirror_difference_degrees", 2.9),
            consistent("pitch_mirror_difference_degrees", 3.4),
            consistent("roll_mirror_difference_degrees", 2.0),
            consistent("yaw_correlation_with_nose_offset", 0.94)));
  }

  /** No set with angles was at hand: so much of itself does it contradict. */
  private static Accuracy consistent(String metric, double value) {
    return new Accuracy(
        metric,
        value,
        323,
        "LFW deep-funneled, one picture a person: a picture against its mirror image; no true angles",
        "this pipeline, fp32");
  }

  private static PackedModel minifasnet(
      String id, String file, String sha256, double scale, Live live) {
    return downloaded(
        id,
        "a89a24b6",
        REVISION,
        Task.LIVENESS,
        MINIFASNET,
        List.of(new SourceFile(file, sha256)),
        List.of("minifasnet/" + file),
        Recipe.of(Task.LIVENESS, Pixels.bgr255()).liveLogit(1),
        MINIFASNET_LICENCE,
        new Input(80, 80, 0, new Crop.Box(scale, false, Crop.Border.SHIFT), false),
        live.threshold,
        live.accuracy());
  }

  private static PackedModel celebaSpoof(Live live) {
    return downloaded(
        "liveness-celebaspoof",
        "98.20",
        REVISION,
        Task.LIVENESS,
        CELEBASPOOF,
        List.of(
            new SourceFile(
                "best_model.onnx",
                "af2381b88f38769222ed93379e12444e2a50814575de1c46170de570c55a42b6")),
        List.of("celebaspoof-minifas/best_model_98.20.onnx"),
        Recipe.of(Task.LIVENESS, Pixels.rgbToOne()).liveLogit(0),
        new Licence("Apache-2.0", "CelebA-Spoof: research use only", true),
        new Input(128, 128, 0, new Crop.Box(1.5, true, Crop.Border.REFLECT), false),
        live.threshold,
        live.accuracy());
  }

  private static PackedModel openModelZoo(
      String name,
      Task task,
      String xmlSha256,
      String binSha256,
      Recipe recipe,
      Input input,
      @Nullable Double threshold,
      List<Accuracy> accuracy) {
    return downloaded(
        name,
        "2023.0",
        REVISION,
        task,
        OPEN_MODEL_ZOO + name + "/FP16",
        List.of(new SourceFile(name + ".xml", xmlSha256), new SourceFile(name + ".bin", binSha256)),
        List.of(name + "/" + name + ".xml", name + "/" + name + ".bin"),
        recipe,
        new Licence("Apache-2.0", "Intel's own; not stated", false),
        input,
        threshold,
        accuracy);
  }

  private static PackedModel downloaded(
      String id,
      String version,
      String revision,
      Task task,
      String address,
      List<SourceFile> files,
      List<String> mirrorPaths,
      Recipe recipe,
      Licence licence,
      Input input,
      @Nullable Double threshold,
      List<Accuracy> accuracy) {
    return new PackedModel(
        id,
        version + revision,
        task,
        new Source("url", address, version, files),
        file -> TaskNetwork.read(file, recipe),
        licence,
        input,
        threshold,
        List.of(),
        accuracy,
        mirrorPaths);
  }
}
