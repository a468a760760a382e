package dev.rollcall.inference.pipeline;

import static java.util.stream.Collectors.partitioningBy;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.Model;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.heads.DetectionHead;
import dev.rollcall.inference.heads.SameFace;
import dev.rollcall.inference.request.DetectionOptions;
import dev.rollcall.inference.vision.Framing;
import dev.rollcall.inference.vision.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds every face of a picture by several looks at it.
 *
 * <p>The whole picture always; overlapping tiles of a large one, for faces that are small in it;
 * and the picture on a larger canvas where no other look shows a large face, for one that fills the
 * frame (a face behind it may well have been found). A face that a tile's inner edge cuts is seen
 * whole by another look, so it is trusted last.
 *
 * <p>Tiles cost several times the whole picture and find only faces that are small in it. They are
 * left out where the caller's options rule such faces out.
 */
final class FaceFinder {
  /** Share of a tile's side within which a box counts as cut by its edge. */
  private static final double AT_EDGE = 0.01;

  /** Share of the picture's shorter side, where the manifest names none. */
  private static final double LARGE = 0.45;

  /** Before it says that there is no face, the canvas grows by these, one after the other. */
  private static final List<Double> LAST_RETRIES = List.of(1.25, 1.75, 2.25);

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
        detector.manifest().input().crop() instanceof Crop.Picture crop ? crop : Crop.Picture.ONCE;
    List<Look> looks = new ArrayList<>();
    if (!isTiled(picture, recipe)) {
      looks.addAll(look(picture, List.of(all), options));
    } else if (options.maxFaces() == 0 && options.minFacePixels() == 0) {
      looks.addAll(look(picture, allAndTiles(all, tiles(picture, recipe)), options));
    } else {
      looks.addAll(look(picture, List.of(all), options));
      if (tilesCanAdd(picture, options, ranked(picture, looks, options))) {
        looks.addAll(look(picture, tiles(picture, recipe), options));
      }
    }
    if (recipe.retryPadding() > 1 && !showsLargeFace(picture, looks, recipe)) {
      looks.addAll(look(picture, List.of(grown(all, recipe.retryPadding())), options));
      for (double more : LAST_RETRIES) {
        if (looks.stream().allMatch(Look::isEmpty)) {
          List<Box> larger = List.of(grown(all, recipe.retryPadding() * more));
          List<Look> last = look(picture, larger, lastThreshold(options, recipe));
          looks.addAll(trusted(last, threshold(options)));
        }
      }
    }
    int limit = options.maxFaces() == 0 ? mostFaces : Math.min(options.maxFaces(), mostFaces);
    return ranked(picture, looks, options).stream().limit(limit).toList();
  }

  private static List<Box> allAndTiles(Box all, List<Box> tiles) {
    return Stream.concat(Stream.of(all), tiles.stream()).toList();
  }

  private static boolean showsLargeFace(Picture picture, List<Look> looks, Crop.Picture recipe) {
    double share = recipe.largeFace() == null ? LARGE : recipe.largeFace();
    double large = share * Math.min(picture.width(), picture.height());
    return looks.stream()
        .flatMap(look -> look.whole().stream())
        .anyMatch(face -> Math.max(face.box().width(), face.box().height()) >= large);
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

  private List<Look> look(Picture picture, List<Box> parts, DetectionOptions options) {
    return look(picture, parts, threshold(options));
  }

  private List<Look> look(Picture picture, List<Box> parts, double threshold) {
    Map<Box, List<Framing>> framings = new LinkedHashMap<>();
    for (Box part : parts) {
      Framing framing = Framing.letterbox(part, inputWidth(part), inputHeight(part), mostGrowth());
      framings.put(part, List.of(framing));
    }
    Map<Box, Asked<List<Detected>>> asked =
        networks.ask(
            detector,
            picture,
            framings,
            (rows, framing) ->
                DetectionHead.read(rows.get(0), threshold, framing.toCrop().inverse()));
    List<Look> looks = new ArrayList<>();
    asked.forEach(
        (part, answer) -> {
          Map<Boolean, List<Detected>> byCut =
              answer.await().stream()
                  .collect(partitioningBy(face -> isCut(face.box(), part, picture)));
          looks.add(
              new Look(byCut.getOrDefault(false, List.of()), byCut.getOrDefault(true, List.of())));
        });
    return looks;
  }

  private int inputWidth(Box part) {
    ModelManifest.Input input = detector.manifest().input();
    return side(input.width(), input, part.width(), part.width() / longerSide(part));
  }

  private int inputHeight(Box part) {
    ModelManifest.Input input = detector.manifest().input();
    return side(input.height(), input, part.height(), part.height() / longerSide(part));
  }

  private static double longerSide(Box part) {
    return Math.max(part.width(), part.height());
  }

  /** A network that takes any size is fed no more black than it must, and nothing enlarged. */
  private static int side(int usual, ModelManifest.Input input, double own, double share) {
    int multiple = input.sizeMultiple();
    return multiple == 0
        ? usual
        : (int) Math.ceil(Math.min(own, usual * share) / multiple) * multiple;
  }

  private double mostGrowth() {
    return detector.manifest().input().sizeMultiple() == 0 ? Double.POSITIVE_INFINITY : 1;
  }

  private double threshold(DetectionOptions options) {
    Double own = detector.manifest().threshold();
    return options.minProbability() > 0 ? options.minProbability() : own == null ? 0.5 : own;
  }

  /** A caller who names a probability gets it in every look. */
  private double lastThreshold(DetectionOptions options, Crop.Picture recipe) {
    double usual = threshold(options);
    return options.minProbability() > 0 || recipe.lastThreshold() == 0
        ? usual
        : Math.min(usual, recipe.lastThreshold());
  }

  /** Of a last look what the threshold lets in, or else the surest candidate alone. */
  private static List<Look> trusted(List<Look> looks, double threshold) {
    List<Detected> all = looks.stream().flatMap(look -> look.whole().stream()).toList();
    List<Detected> sure =
        all.stream().filter(face -> face.box().probability() >= threshold).toList();
    List<Detected> kept =
        sure.isEmpty()
            ? all.stream()
                .max(Comparator.comparingDouble(face -> face.box().probability()))
                .stream()
                .toList()
            : sure;
    return List.of(new Look(kept, List.of()));
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
