package dev.rollcall.client.load.serving;

import com.google.protobuf.ByteString;
import dev.rollcall.proto.inference.v1.BoundingBox;
import dev.rollcall.proto.inference.v1.Face;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Heads cut from photographs, and pictures made of them: as many faces as wanted, each with its own
 * surroundings, in a grid.
 */
final class Heads {
  /** Sides of what is cut out, as multiples of the face's. */
  private static final double WITH_SURROUNDINGS = 1.7;

  private final List<BufferedImage> heads;

  private Heads(List<BufferedImage> heads) {
    this.heads = List.copyOf(heads);
  }

  /**
   * Cuts every face that a server finds.
   *
   * @throws IOException where a file cannot be read, or shows no face at all
   */
  static Heads cut(List<Path> photographs, FaceServer server) throws IOException {
    List<BufferedImage> heads = new ArrayList<>();
    for (Path photograph : photographs) {
      BufferedImage image = ImageIO.read(photograph.toFile());
      if (image == null) {
        throw new IOException(photograph + " is no picture that Java reads");
      }
      Sample sample =
          new Sample(photograph.toString(), ByteString.copyFrom(Files.readAllBytes(photograph)));
      for (Face face : server.analyse(sample, List.of()).join().getFacesList()) {
        heads.add(cut(image, face.getBox()));
      }
    }
    if (heads.isEmpty()) {
      throw new IOException("no face is found in " + photographs);
    }
    return new Heads(heads);
  }

  private static BufferedImage cut(BufferedImage image, BoundingBox box) {
    double half =
        WITH_SURROUNDINGS
            / 2
            * Math.max(box.getXMax() - box.getXMin(), box.getYMax() - box.getYMin());
    double x = (box.getXMin() + box.getXMax()) / 2;
    double y = (box.getYMin() + box.getYMax()) / 2;
    int left = (int) Math.max(0, x - half);
    int top = (int) Math.max(0, y - half);
    int right = (int) Math.min(image.getWidth(), x + half);
    int bottom = (int) Math.min(image.getHeight(), y + half);
    return image.getSubimage(left, top, right - left, bottom - top);
  }

  int count() {
    return heads.size();
  }

  /** So many faces: 640 x 480 for one, twice that up to 8, three times beyond. */
  Sample compose(int faces, Random random) throws IOException {
    int scale = faces == 1 ? 1 : faces <= 8 ? 2 : 3;
    BufferedImage canvas =
        new BufferedImage(640 * scale, 480 * scale, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = canvas.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
    pen.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    int columns = (int) Math.ceil(Math.sqrt(faces * 4.0 / 3));
    int rows = (faces + columns - 1) / columns;
    double side =
        Math.min((double) canvas.getWidth() / columns, (double) canvas.getHeight() / rows);
    for (int i = 0; i < faces; i++) {
      BufferedImage head = heads.get(random.nextInt(heads.size()));
      int column = i % columns;
      int row = i / columns;
      double shrink = side * (0.75 + 0.2 * random.nextDouble()) / head.getHeight();
      int width = (int) (head.getWidth() * shrink);
      int height = (int) (head.getHeight() * shrink);
      int x = (int) ((column + 0.5) * canvas.getWidth() / columns) - width / 2;
      int y = (int) ((row + 0.5) * canvas.getHeight() / rows) - height / 2;
      boolean mirrored = random.nextBoolean();
      pen.drawImage(head, mirrored ? x + width : x, y, mirrored ? -width : width, height, null);
    }
    pen.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(canvas, "jpg", file);
    return new Sample(faces + " composed", ByteString.copyFrom(file.toByteArray()));
  }
}
