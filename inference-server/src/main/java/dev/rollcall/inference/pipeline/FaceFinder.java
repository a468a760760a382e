package dev.rollcall.inference.pipeline;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.engine.Outputs;
import dev.rollcall.inference.face.Affine;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.heads.DetectionHead;
import dev.rollcall.inference.heads.SameFace;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.vision.Framing;
import dev.rollcall.inference.vision.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds every face of a picture by several looks at it.
 *
 * <p>The whole picture always; overlapping tiles of a large one, for faces that are small in it;
 * where neither shows a face, the picture on a larger canvas, for one that fills the frame. A face
 * that a tile's inner edge cuts is seen whole by another look, so it is trusted last.
 *
 * <p>Tiles cost several times the whole picture and find only faces that are small in it. They are
 * left out where the caller's options rule such faces out.
 */
final class FaceFinder {
  /** Share of a tile's side within which a box counts as cut by its edge. */
  private static final double AT_EDGE = 0.01;

  /** Pixels of the input tensor; a face larger than this is found in the whole picture. */
  private static final int SURELY_FOUND_PIXELS = 40;

  private final Networks networks;
  private final Model detector;
  private final int mostFaces;

  FaceFinder(Networks networks, Model detector, int mostFaces) {
    this.networks = networks;
    this.detector = detector;
    this.mostFaces = mostFaces;
  }

  /** What one look has shown. */
  private record Look(List<Detected> whole, List<Detected> cut) {
    boolean isEmpty() {
      return whole.isEmpty() && cut.isEmpty();
    }
  }

  /** The faces that the options ask for, within the picture, largest first. */
  List<Detected> find(Picture picture, DetectionOptions options) {
    Box all = new Box(0, 0, picture.width(), picture.height(), 1);
    Crop.Picture recipe =
        detector.manifest().input().crop() instanceof Crop.Picture crop
            ? crop
            : new Crop.Picture(0, 0, 0, 0);
    List<Asked<Look>> asked = new ArrayList<>();
    asked.add(look(picture, all, options));
    List<Look> looks = new ArrayList<>();
    if (isTiled(picture, recipe)) {
      if (options.maxFaces() > 0 || options.minFacePixels() > 0) {
        looks.add(asked.remove(0).await());
      }
      if (looks.isEmpty() || tilesCanAdd(picture, options, ranked(picture, looks, options))) {
        tiles(picture, recipe).forEach(tile -> asked.add(look(picture, tile, options)));
      }
    }
    asked.forEach(look -> looks.add(look.await()));
    if (recipe.retryPadding() > 1 && looks.stream().allMatch(Look::isEmpty)) {
      looks.add(look(picture, grown(all, recipe.retryPadding()), options).await());
    }
    int limit = options.maxFaces() == 0 ? mostFaces : Math.min(options.maxFaces(), mostFaces);
    return ranked(picture, looks, options).stream().limit(limit).toList();
  }

  private static boolean isTiled(Picture picture, Crop.Picture recipe) {
    return recipe.tiles() > 1
        && Math.max(picture.width(), picture.height()) >= recipe.tileFromPixels();
  }

  private boolean tilesCanAdd(Picture picture, DetectionOptions options, List<Detected> found) {
    boolean enough = options.maxFaces() > 0 && found.size() >= options.maxFaces();
    ModelManifest.Input input = detector.manifest().input();
    double shrink =
        Math.max(
            (double) picture.width() / input.width(), (double) picture.height() / input.height());
    return !enough && options.minFacePixels() < SURELY_FOUND_PIXELS * shrink;
  }

  private static List<Box> tiles(Picture picture, Crop.Picture recipe) {
    double step = 1 - recipe.tileOverlap();
    double width = picture.width() / (1 + (recipe.tiles() - 1) * step);
    double height = picture.height() / (1 + (recipe.tiles() - 1) * step);
    List<Box> tiles = new ArrayList<>();
    for (int row = 0; row < recipe.tiles(); row++) {
      for (int column = 0; column < recipe.tiles(); column++) {
        double x = column * step * width;
        double y = row * step * height;
        tiles.add(new Box(x, y, x + width, y + height, 1));
      }
    }
    return tiles;
  }

  private static Box grown(Box box, double factor) {
    double x = box.width() * (factor - 1) / 2;
    double y = box.height() * (factor - 1) / 2;
    return new Box(box.xMin() - x, box.yMin() - y, box.xMax() + x, box.yMax() + y, 1);
  }

  private Asked<Look> look(Picture picture, Box part, DetectionOptions options) {
    Framing framing = Framing.letterbox(part, inputWidth(part), inputHeight(part));
    Affine toPicture = framing.toCrop().inverse();
    Function<List<Outputs.Row>, Look> read =
        rows -> {
          List<Detected> whole = new ArrayList<>();
          List<Detected> cut = new ArrayList<>();
          for (Detected face : DetectionHead.read(rows.get(0), threshold(options), toPicture)) {
            (isCut(face.box(), part, picture) ? cut : whole).add(face);
          }
          return new Look(whole, cut);
        };
    return networks.ask(detector, picture, framing, read);
  }

  private int inputWidth(Box part) {
    ModelManifest.Input input = detector.manifest().input();
    return side(input.width(), input, part.width() / Math.max(part.width(), part.height()));
  }

  private int inputHeight(Box part) {
    ModelManifest.Input input = detector.manifest().input();
    return side(input.height(), input, part.height() / Math.max(part.width(), part.height()));
  }

  /** A network that takes any size is fed no more black than it must. */
  private static int side(int usual, ModelManifest.Input input, double share) {
    int multiple = input.sizeMultiple();
    return multiple == 0 ? usual : (int) Math.ceil(usual * share / multiple) * multiple;
  }

  private double threshold(DetectionOptions options) {
    Double own = detector.manifest().threshold();
    return options.minProbability() > 0 ? options.minProbability() : own == null ? 0.5 : own;
  }

  private static boolean isCut(Box face, Box part, Picture picture) {
    double x = part.width() * AT_EDGE;
    double y = part.height() * AT_EDGE;
    return (part.xMin() > 0 && face.xMin() < part.xMin() + x)
        || (part.yMin() > 0 && face.yMin() < part.yMin() + y)
        || (part.xMax() < picture.width() - 1 && face.xMax() > part.xMax() - x)
        || (part.yMax() < picture.height() - 1 && face.yMax() > part.yMax() - y);
  }

  private static List<Detected> ranked(
      Picture picture, List<Look> looks, DetectionOptions options) {
    Comparator<Detected> byProbability =
        Comparator.comparingDouble((Detected face) -> face.box().probability()).reversed();
    Stream<Detected> candidates =
        Stream.concat(
            looks.stream().flatMap(look -> look.whole().stream()).sorted(byProbability),
            looks.stream().flatMap(look -> look.cut().stream()).sorted(byProbability));
    return SameFace.keepFirst(
            candidates
                .map(
                    face ->
                        new Detected(
                            face.box().clippedTo(picture.width(), picture.height()),
                            face.fivePoints()))
                .filter(face -> face.box().width() >= 1 && face.box().height() >= 1)
                .toList())
        .stream()
        .filter(face -> shorterSide(face.box()) >= options.minFacePixels())
        .sorted(Comparator.comparingDouble((Detected face) -> face.box().area()).reversed())
        .toList();
  }

  private static double shorterSide(Box box) {
    return Math.min(box.width(), box.height());
  }
}
