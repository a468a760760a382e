package dev.rollcall.inference.vision.opencv;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.Range;
import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.engine.Raster;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.request.InferenceException;
import dev.rollcall.inference.request.Problem;
import dev.rollcall.inference.vision.EncodedPicture;
import dev.rollcall.inference.vision.Framing;
import dev.rollcall.inference.vision.ImageHeader;
import dev.rollcall.inference.vision.Picture;
import dev.rollcall.inference.vision.TestPictures;
import dev.rollcall.inference.vision.Vision;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCvVisionTest {
  private final Vision vision = new OpenCvVision();

  private Picture open(byte[] file) {
    return vision.decode(EncodedPicture.of(file));
  }

  private static byte[] jpeg(int width, int height) {
    return TestPictures.encoded(TestPictures.quartered(width, height), "jpeg");
  }

  private static Box all(Picture picture) {
    return new Box(0, 0, picture.width(), picture.height(), 1);
  }

  /** Green is 255 where it is white and 0 where it is red or black. */
  private static int green(Raster raster, int x, int y) {
    return raster.rgb()[(y * raster.width() + x) * 3 + 1] & 0xFF;
  }

  private static int red(Raster raster, int x, int y) {
    return raster.rgb()[(y * raster.width() + x) * 3] & 0xFF;
  }

  private static byte[] webp(int width, int height) {
    try (Scalar colour = new Scalar(10, 200, 30, 0);
        Mat picture = new Mat(height, width, opencv_core.CV_8UC3, colour);
        BytePointer bytes = new BytePointer()) {
      opencv_imgcodecs.imencode(".webp", picture, bytes);
      byte[] file = new byte[(int) bytes.limit()];
      bytes.get(file);
      return file;
    }
  }

  /** The last two: a pixel of the red quarter in the upright picture. */
  @ParameterizedTest
  @CsvSource({
    "1, 80, 40, 5, 5", "2, 80, 40, 75, 5", "3, 80, 40, 75, 35", "4, 80, 40, 5, 35",
    "5, 40, 80, 5, 5", "6, 40, 80, 35, 5", "7, 40, 80, 35, 75", "8, 40, 80, 5, 75"
  })
  void decode_everyOrientation_comesUpright(
      int orientation, int width, int height, int redX, int redY) {
    try (Picture picture = open(TestPictures.turned(jpeg(80, 40), orientation))) {
      assertThat(List.of(picture.width(), picture.height()))
          .containsExactly(width, height)
          .inOrder();
      Raster raster = picture.crop(Framing.letterbox(all(picture), width, height));
      assertThat(green(raster, redX, redY)).isLessThan(60);
      assertThat(red(raster, redX, redY)).isGreaterThan(180);
      assertThat(green(raster, width - 1 - redX, height - 1 - redY)).isGreaterThan(200);
    }
  }

  @Test
  void decode_oddKinds_areAllRead() {
    List<byte[]> files =
        List.of(
            TestPictures.cmykJpeg(60, 40),
            TestPictures.deepPng(60, 40),
            TestPictures.encoded(new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB), "png"),
            TestPictures.encoded(new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY), "png"),
            TestPictures.encoded(new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY), "jpeg"),
            TestPictures.encoded(new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_BINARY), "bmp"),
            webp(60, 40),
            TestPictures.animatedWebp(webp(60, 40), 60, 40));
    for (byte[] file : files) {
      try (Picture picture = open(file)) {
        assertThat(picture.width()).isEqualTo(60);
        assertThat(picture.crop(Framing.letterbox(all(picture), 8, 8)).rgb()).hasLength(192);
      }
    }
  }

  @Test
  void decode_onePixel_canBeCropped() {
    byte[] file = TestPictures.encoded(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png");
    try (Picture picture = open(file)) {
      assertThat(picture.crop(Framing.letterbox(all(picture), 64, 64)).width()).isEqualTo(64);
      assertThat(picture.measure(all(picture)).brightness()).isWithin(0.01).of(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp"})
  void decode_fileCutAnywhere_isRefusedOrReadAndNeverCrashes(String format) {
    byte[] file = TestPictures.encoded(TestPictures.quartered(97, 61), format);
    for (int length = 1; length < file.length; length += Math.max(1, file.length / 150)) {
      cut(file, length);
    }
  }

  @Test
  void decode_webpCutAnywhere_isRefusedOrReadAndNeverCrashes() {
    byte[] file = webp(60, 40);
    for (int length = 1; length < file.length; length++) {
      cut(file, length);
    }
  }

  private void cut(byte[] file, int length) {
    try (Picture picture = open(Arrays.copyOf(file, length))) {
      assertThat(picture.width()).isGreaterThan(0);
    } catch (InferenceException e) {
      assertThat(e.problem()).isAnyOf(Problem.NOT_AN_IMAGE, Problem.CORRUPT_IMAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void decode_halfAFile_isCorrupt(String format) {
    byte[] file = TestPictures.encoded(noise(400, 300), format);
    byte[] half = Arrays.copyOf(file, file.length / 2);

    assertThat(assertThrows(InferenceException.class, () -> open(half)).problem())
        .isEqualTo(Problem.CORRUPT_IMAGE);
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, i * 0x9E3779B1);
    }
    return image;
  }

  @Test
  void decode_vastJpeg_keepsItsOwnCoordinates() {
    byte[] file = jpeg(6400, 64);
    try (Picture picture = open(file)) {
      assertThat(picture.width()).isEqualTo(6400);
      Raster left = picture.crop(Framing.letterbox(new Box(3100, 0, 3200, 32, 1), 100, 32));
      Raster right = picture.crop(Framing.letterbox(new Box(3202, 0, 3300, 32, 1), 98, 32));
      assertThat(green(left, 90, 16)).isLessThan(60);
      assertThat(green(right, 8, 16)).isGreaterThan(200);
    }
  }

  @Test
  void crop_letterboxOfAWidePicture_isBlackBelow() {
    try (Picture picture = open(TestPictures.encoded(TestPictures.quartered(80, 40), "png"))) {
      Raster raster = picture.crop(Framing.letterbox(all(picture), 32, 32));

      assertThat(green(raster, 2, 2)).isEqualTo(0);
      assertThat(red(raster, 2, 2)).isEqualTo(255);
      assertThat(green(raster, 30, 14)).isEqualTo(255);
      assertThat(red(raster, 30, 17)).isEqualTo(0);
    }
  }

  @Test
  void crop_largerCanvas_putsThePictureInItsMiddle() {
    try (Picture picture = open(TestPictures.encoded(TestPictures.quartered(40, 40), "png"))) {
      Raster raster = picture.crop(Framing.letterbox(new Box(-20, -20, 60, 60, 1), 80, 80));

      assertThat(red(raster, 18, 40)).isEqualTo(0);
      assertThat(red(raster, 22, 22)).isEqualTo(255);
      assertThat(green(raster, 57, 57)).isEqualTo(255);
      assertThat(green(raster, 62, 57)).isEqualTo(0);
    }
  }

  @Test
  void crop_boxThatKeepsItsShape_isBlackBesideIt() {
    Crop.Box recipe = new Crop.Box(1, false, Crop.Border.BLACK);
    try (Picture picture = open(TestPictures.encoded(TestPictures.quartered(80, 80), "png"))) {
      Framing framing = Framing.of(recipe, new Box(50, 40, 60, 60, 1), 40, 40, 80, 80);
      Raster raster = picture.crop(framing);

      assertThat(green(raster, 9, 20)).isEqualTo(0);
      assertThat(green(raster, 10, 20)).isEqualTo(255);
      assertThat(green(raster, 29, 20)).isEqualTo(255);
      assertThat(green(raster, 30, 20)).isEqualTo(0);
    }
  }

  @Test
  void crop_squareBoxBeyondThePicture_isFilledAsTheRecipeSays() {
    Box corner = new Box(60, 60, 100, 100, 1);
    try (Picture picture = open(TestPictures.encoded(TestPictures.quartered(80, 80), "png"))) {
      for (Crop.Border border : Crop.Border.values()) {
        Framing framing = Framing.of(new Crop.Box(1, true, border), corner, 40, 40, 80, 80);
        int beyond = green(picture.crop(framing), 39, 39);
        assertThat(beyond).isEqualTo(border == Crop.Border.BLACK ? 0 : 255);
      }
    }
  }

  @Test
  void crop_similarity_bringsThePointsOntoTheTemplate() {
    List<List<Double>> template = List.of(List.of(8.0, 8.0), List.of(24.0, 8.0));
    // The right half turned by a quarter: what was to the right comes down.
    List<Point> eyes = List.of(new Point(40, 20), new Point(40, 60));
    try (Picture picture = open(TestPictures.encoded(TestPictures.quartered(80, 80), "png"))) {
      Framing framing = Framing.of(eyes, template, 32, 32);
      Point back = framing.toCrop().inverse().apply(new Point(24, 8));
      assertThat(back.x()).isWithin(1e-9).of(40);
      assertThat(back.y()).isWithin(1e-9).of(60);
      Raster raster = picture.crop(framing);
      assertThat(green(raster, 4, 12)).isEqualTo(0);
      assertThat(green(raster, 4, 4)).isEqualTo(255);
    }
  }

  @Test
  void crop_strongShrink_averagesInsteadOfSkipping() {
    BufferedImage stripes = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 512 * 512; i++) {
      stripes.setRGB(i % 512, i / 512, i % 2 == 0 ? 0xFFFFFF : 0);
    }
    try (Picture picture = open(TestPictures.encoded(stripes, "png"))) {
      Raster raster = picture.crop(Framing.letterbox(all(picture), 32, 32));
      assertThat(green(raster, 15, 15)).isIn(Range.closed(110, 145));
    }
  }

  @Test
  void measure_blurredPicture_hasLessDetail() {
    BufferedImage sharp = noise(100, 100);
    BufferedImage blurred = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
    blurred.createGraphics().drawImage(sharp.getSubimage(0, 0, 12, 12), 0, 0, 100, 100, null);
    try (Picture one = open(TestPictures.encoded(sharp, "png"));
        Picture other = open(TestPictures.encoded(blurred, "png"))) {
      assertThat(one.measure(all(one)).sharpness())
          .isGreaterThan(4 * other.measure(all(other)).sharpness());
    }
  }

  @Test
  void decode_headerOfAnotherFile_isStillCorruptAndNotACrash() {
    EncodedPicture lie =
        new EncodedPicture(new byte[1000], new ImageHeader(ImageHeader.Format.PNG, 10, 10));

    assertThat(assertThrows(InferenceException.class, () -> vision.decode(lie)).problem())
        .isEqualTo(Problem.CORRUPT_IMAGE);
  }
}
