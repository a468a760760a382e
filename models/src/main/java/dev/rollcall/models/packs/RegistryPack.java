package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest.Accuracy;
import dev.rollcall.inference.catalog.ModelManifest.Input;
import dev.rollcall.inference.catalog.ModelManifest.Licence;
import dev.rollcall.inference.catalog.ModelManifest.Source;
import dev.rollcall.inference.catalog.ModelManifest.SourceFile;
import dev.rollcall.inference.catalog.Task;
import dev.rollcall.models.convert.faceapi.FaceApiNetwork;
import dev.rollcall.models.convert.tfjs.FaceMesh;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pack that any machine with npm can install: what the packages face-api and human carry. The
 * hashes are those of the packages' files as published; figures stand with where they were
 * measured.
 */
final class RegistryPack {
  static final String NAME = "registry";

  /** Raised whenever a conversion or a manifest below changes. */
  private static final String REVISION = "-r8";

  private static final String FACE_API = "@vladmandic/face-api";
  private static final String FACE_API_VERSION = "1.7.15";
  private static final String HUMAN = "@vladmandic/human";
  private static final String HUMAN_VERSION = "3.3.6";

  private RegistryPack() {}

  static Pack create(Terms terms) {
    List<PackedModel> all =
        List.of(detection(), landmarks(), recognition(), ageGender(), expression(), faceMesh());
    return new Pack(NAME, terms, terms == Terms.ANY ? all : PackedModel.allowed(all));
  }

  private static PackedModel detection() {
    return faceApi(
        "ssd-mobilenet-v1",
        Task.DETECTION,
        FaceApiNetwork.SSD_MOBILENET_V1,
        source(
            "ssd_mobilenetv1_model",
            "888f744dffbc84f5f060d1f8427d9742341943a2dfaaf9205d10029b7e7a2955",
            "2835640602d53718aa6ae9a42896327eaa21beefed056c218d32ca7d79e1e2f8"),
        new Licence("MIT", "WIDER FACE, by yeephycho", false),
        square(512, new Crop.Picture(2, 2, 0.2, 960, 0.5, null)),
        0.66,
        List.of(),
        List.of(measured("faces_found", 1, 3811, "LFW, pictures of folds 1-5"), sameAsSource()));
  }

  static PackedModel landmarks() {
    return faceApi(
        "face-landmark-68",
        Task.LANDMARKS,
        FaceApiNetwork.FACE_LANDMARK_68,
        source(
            "face_landmark_68_model",
            "ca4886639f86e99b39fed0c155f81b63317225773bd9616716e887b0153389c9",
            "4611ef65c87d836d03d684b30eec4d195d8b219fa1dd58fc58945831c6b9299b"),
        new Licence("MIT", "about 35 thousand faces labelled by its author; not published", false),
        square(112, new Crop.Box(1, false, Crop.Border.BLACK)),
        null,
        List.of(),
        List.of(sameAsSource()));
  }

  private static PackedModel recognition() {
    return faceApi(
        "face-recognition",
        Task.RECOGNITION,
        FaceApiNetwork.FACE_RECOGNITION,
        source(
            "face_recognition_model",
            "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b",
            "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589"),
        new Licence(
            "MIT",
            "dlib's ResNet (CC0): FaceScrub, VGG-Face and faces from the web, some gathered for"
                + " research",
            false),
        new Input(DlibChip.SIDE, DlibChip.SIDE, 0, DlibChip.byMeshAndLandmarks(), true),
        0.33,
        List.of(),
        List.of(
            measured("lfw_accuracy", 0.985, 3000, "LFW, View 2, folds 1-5"),
            measured("tar_at_far_1e-4", 0.815, 4414, "LFW, every two pictures of one person"),
            measured("far_at_threshold", 9.85e-5, 7255541, "LFW, every two of two people"),
            sameAsSource()));
  }

  static PackedModel ageGender() {
    return faceApi(
        "age-gender",
        Task.AGE_GENDER,
        FaceApiNetwork.AGE_GENDER,
        source(
            "age_gender_model",
            "74b60bf3ebf981bf4e661e9cca3a185614e10b25d797118b62e2a68d3ff2569f",
            "49f92bbc0afef2342c4385e4a2b0acb6d7a727c6f0aa539499719a81acf9abaa"),
        new Licence(
            "MIT", "UTK, FGNET, ChaLearn, Wiki, IMDB, CACD, MegaAge: research use only", true),
        // On 418 pictures of UTKFace's training part: a mean error of 4.79 years, against 5.08
        // with the box as it is and no mirror.
        new Input(112, 112, 0, new Crop.Box(1.1, false, Crop.Border.BLACK), true),
        null,
        List.of("male", "female"),
        List.of(
            measured("age_mae", 5.12, 1473, "UTKFace validation, whole picture, faces by YuNet"),
            measured(
                "gender_accuracy", 0.9525, 1473, "UTKFace validation, whole picture, by YuNet")));
  }

  static PackedModel expression() {
    return faceApi(
        "face-expression",
        Task.EMOTION,
        FaceApiNetwork.FACE_EXPRESSION,
        source(
            "face_expression_model",
            "5b349c17c7836da506e03422cd6461c74085d8bb2713ad4114647dc5d28174c8",
            "9a9840f2cf1f4c7eab95f197512569345c00d2426754d4608b92af30e0300f3d"),
        new Licence("MIT", "public sets and pictures from the web; not named", false),
        square(112, new Crop.Box(1, false, Crop.Border.BLACK)),
        null,
        List.of("neutral", "happy", "sad", "angry", "fear", "disgust", "surprise"),
        List.of(
            measured("accuracy", 0.578, 3589, "FER2013 PublicTest, seven classes, 48x48"),
            measured(
                "calibration_error",
                0.032,
                3589,
                "FER2013 PublicTest, each half at the temperature that suits the other")));
  }

  /** No set with labels for it was at hand; that it computes what its source computes is tested. */
  private static Accuracy sameAsSource() {
    return new Accuracy(
        "largest_difference_from_source",
        1e-4,
        8,
        "share of the output's scale, against the package's own runtime, in any batch",
        "RegistryPackNumbersTest");
  }

  private static Accuracy measured(String metric, double value, long n, String protocol) {
    return new Accuracy(metric, value, n, protocol, "this pipeline, fp32");
  }

  static PackedModel faceMesh() {
    return new PackedModel(
        "face-mesh",
        HUMAN_VERSION + REVISION,
        Task.FACE_MESH,
        new Source(
            "npm",
            HUMAN,
            HUMAN_VERSION,
            List.of(
                new SourceFile(
                    "models/facemesh.json",
                    "b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7"),
                new SourceFile(
                    "models/facemesh.bin",
                    "3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b"))),
        FaceMesh::read,
        new Licence("MIT", "MediaPipe FaceMesh, Google's own pictures", false),
        square(192, new Crop.Box(1.5, true, Crop.Border.BLACK)),
        0.5,
        List.of(),
        List.of(sameAsSource()));
  }

  private static PackedModel faceApi(
      String id,
      Task task,
      FaceApiNetwork network,
      Source source,
      Licence licence,
      Input input,
      @Nullable Double threshold,
      List<String> labels,
      List<Accuracy> accuracy) {
    return new PackedModel(
        id,
        FACE_API_VERSION + REVISION,
        task,
        source,
        network::read,
        licence,
        input,
        threshold,
        labels,
        accuracy);
  }

  private static Source source(String name, String manifestSha256, String weightsSha256) {
    return new Source(
        "npm",
        FACE_API,
        FACE_API_VERSION,
        List.of(
            new SourceFile("model/" + name + "-weights_manifest.json", manifestSha256),
            new SourceFile("model/" + name + ".bin", weightsSha256)));
  }

  private static Input square(int side, Crop crop) {
    return new Input(side, side, 0, crop, false);
  }
}
