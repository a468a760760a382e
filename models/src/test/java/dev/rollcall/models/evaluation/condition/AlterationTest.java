package dev.rollcall.models.evaluation.condition;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Face;
import dev.rollcall.inference.face.Point;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** On a drawn face: a light square with dark stripes, eyes 40 pixels apart. */
class AlterationTest {
  private static final Face FACE =
      new Face(
          new Box(60, 40, 140, 160, 0.9),
          List.of(
              new Point(80, 80),
              new Point(120, 80),
              new Point(100, 105),
              new Point(85, 125),
              new Point(115, 125)),
          null,
          null,
          null,
          null,
          null,
          null,
          List.of(),
          List.of());

  private final byte[] picture = drawn();

  private static byte[] drawn() {
    BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(200, 170, 150));
    graphics.fillRect(0, 0, 200, 200);
    graphics.setColor(new Color(60, 40, 30));
    for (int x = 0; x < 200; x += 10) {
      graphics.fillRect(x, 0, 3, 200);
    }
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private BufferedImage altered(Condition condition, String name) throws IOException {
    byte[] bytes = new Alteration(condition, name, 1).apply(picture, Optional.of(FACE));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static double mean(BufferedImage image) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum += image.getRGB(x, y) & 0xFF;
      }
    }
    return sum / image.getWidth() / image.getHeight();
  }

  private static int changed(BufferedImage one, BufferedImage other) {
    int changed = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        changed += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    return changed;
  }

  private BufferedImage original() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture));
  }

  @Test
  void apply_twice_givesTheSameBytes() throws IOException {
    for (Condition condition : Condition.values()) {
      byte[] once = new Alteration(condition, "a.jpg", 1).apply(picture, Optional.of(FACE));
      byte[] again = new Alteration(condition, "a.jpg", 1).apply(picture, Optional.of(FACE));

      assertWithMessage(condition.name()).that(again).isEqualTo(once);
      assertThat(condition.recipe()).isNotEmpty();
    }
  }

  @Test
  void apply_withoutAFace_stillAlters() throws IOException {
    for (Condition condition : Condition.values()) {
      byte[] bytes = new Alteration(condition, "a.jpg", 1).apply(picture, Optional.empty());

      assertThat(bytes).isNotEmpty();
    }
  }

  @Test
  void dark_leavesASixteenthOfTheLight() throws IOException {
    double expected = mean(original()) * Math.pow(1 / 16.0, 1 / 2.2);

    assertThat(mean(altered(Condition.DARK, "a.jpg"))).isWithin(1.5).of(expected);
  }

  @Test
  void blur_keepsTheLightAndTakesTheStripes() throws IOException {
    BufferedImage blurred = altered(Condition.BLUR, "a.jpg");

    assertThat(mean(blurred)).isWithin(2).of(mean(original()));
    int stripe = (blurred.getRGB(101, 100) & 0xFF) - (blurred.getRGB(106, 100) & 0xFF);
    assertThat(Math.abs(stripe)).isLessThan(60);
  }

  @Test
  void occluded_byName_takesEveryVariantAndCoversTheFaceAlone() throws IOException {
    Set<String> variants = new HashSet<>();
    BufferedImage original = original();
    for (int i = 0; i < 12; i++) {
      String name = i + ".jpg";
      variants.add(new Alteration(Condition.OCCLUDED, name, 1).variant());
      BufferedImage covered = altered(Condition.OCCLUDED, name);
      assertThat(changed(covered, original)).isGreaterThan(500);
      assertThat(covered.getRGB(5, 5)).isEqualTo(original.getRGB(5, 5));
    }

    assertThat(variants).containsExactly("mask", "sunglasses", "hand");
  }

  @Test
  void pose_turnsTheFaceAndLeavesTheCornersAlone() throws IOException {
    BufferedImage turned = altered(Condition.POSE, "a.jpg");

    for (int corner : new int[] {2, 197}) {
      assertThat(turned.getRGB(corner, corner)).isEqualTo(original().getRGB(corner, corner));
    }
    assertThat(mean(turned.getSubimage(70, 70, 60, 60)))
        .isNotEqualTo(mean(original().getSubimage(70, 70, 60, 60)));
    assertThat(new Alteration(Condition.POSE, "a.jpg", 1).variant()).isAnyOf("left", "right");
  }

  @Test
  void small_putsAFaceOf40PixelsIntoAFrame() throws IOException {
    BufferedImage small = altered(Condition.SMALL, "a.jpg");

    assertThat(small.getWidth()).isEqualTo(640);
    assertThat(small.getHeight()).isEqualTo(480);
    // The box is 120 high: a third of the picture's 200 pixels stand in the middle.
    assertThat(small.getRGB(320 - 36, 240)).isEqualTo(new Color(127, 127, 127).getRGB());
    assertThat(small.getRGB(320 - 30, 240)).isNotEqualTo(new Color(127, 127, 127).getRGB());
  }

  @Test
  void apply_toABrokenPicture_saysSo() {
    assertThrows(
        IOException.class,
        () ->
            new Alteration(Condition.DARK, "a.jpg", 1)
                .apply(new byte[] {1, 2, 3}, Optional.of(FACE)));
  }
}
