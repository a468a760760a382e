package dev.rollcall.inference.pipeline;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.vision.EncodedPicture;
import dev.rollcall.inference.vision.Picture;
import dev.rollcall.inference.vision.opencv.OpenCvVision;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A drawn face, the distance between its eyes 48 pixels, and what stands before it. */
class OcclusionTest {
  private static final List<Point> FIVE =
      List.of(
          new Point(40, 56),
          new Point(88, 56),
          new Point(64, 83),
          new Point(44, 111),
          new Point(84, 111));

  private static Occlusion face(Consumer<Graphics2D> before) throws IOException {
    BufferedImage image = new BufferedImage(128, 160, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(200, 160, 140));
    pen.fillRect(0, 0, 128, 160);
    for (int x : new int[] {40, 88}) {
      pen.setColor(Color.WHITE);
      pen.fillOval(x - 12, 50, 24, 12);
      pen.setColor(Color.DARK_GRAY);
      pen.fillOval(x - 5, 50, 10, 12);
    }
    pen.setColor(new Color(150, 60, 60));
    pen.fillRect(44, 105, 40, 5);
    pen.fillRect(44, 113, 40, 5);
    before.accept(pen);
    pen.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    try (Picture picture = new OpenCvVision().decode(EncodedPicture.of(png.toByteArray()))) {
      return Occlusion.of(picture, FIVE);
    }
  }

  @Test
  void of_anOpenFace_seesMouthAndEyes() throws IOException {
    Occlusion open = face(pen -> {});

    assertThat(open.mouthDetail()).isGreaterThan(1.0);
    assertThat(open.eyeLight()).isGreaterThan(0.6);
  }

  @Test
  void of_aMaskedFace_missesTheMouth() throws IOException {
    Occlusion masked =
        face(
            pen -> {
              pen.setColor(new Color(150, 184, 205));
              pen.fillRect(10, 78, 108, 82);
            });

    assertThat(masked.mouthDetail()).isLessThan(0.6);
    assertThat(masked.eyeLight()).isGreaterThan(0.6);
  }

  @Test
  void of_aFaceBehindSunglasses_missesTheEyes() throws IOException {
    Occlusion shaded =
        face(
            pen -> {
              pen.setColor(new Color(20, 20, 22));
              pen.fillOval(20, 42, 40, 32);
              pen.fillOval(68, 42, 40, 32);
            });

    assertThat(shaded.eyeLight()).isLessThan(0.3);
    assertThat(shaded.mouthDetail()).isGreaterThan(0.8);
  }
}
