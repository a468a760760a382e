package dev.rollcall.inference.pipeline;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.inference.catalog.Crop;
import dev.rollcall.inference.catalog.ModelManifest;
import dev.rollcall.inference.face.Box;
import dev.rollcall.inference.face.Detected;
import dev.rollcall.inference.face.Point;
import dev.rollcall.inference.vision.Framing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which points lay the crops of a face. */
class LooksTest {
  private static final List<Point> FIVE = points(0);
  private static final List<Point> SIXTY_EIGHT = points(10);
  private static final ModelManifest.Input INPUT =
      new ModelManifest.Input(
          100,
          100,
          0,
          new Crop.Similarity(
              Crop.PointSource.LANDMARKS_68,
              List.of(0, 1),
              List.of(List.of(30.0, 30.0), List.of(70.0, 30.0)),
              2.0,
              new Crop.Points(Crop.PointSource.FIVE, List.of(0, 1))),
          false);

  private static List<Point> points(double x) {
    return List.of(
        new Point(x, 20),
        new Point(x + 40, 20),
        new Point(x + 20, 30),
        new Point(x, 50),
        new Point(x + 40, 50));
  }

  private static List<Framing> looks(List<Point> five, List<Point> landmarks) {
    Subject face =
        new Subject(
            new Detected(new Box(0, 0, 60, 60, 1), five),
            new Asked<>(List.of(), rows -> landmarks),
            null);
    return Networks.looks((Crop.Similarity) INPUT.crop(), INPUT, face);
  }

  /** Where the first point of the picture comes to lie. */
  private static double x(Framing look, double x) {
    return look.toCrop().apply(new Point(x, 20)).x();
  }

  @Test
  void looks_bothSources_eachLaysItsOwn() {
    List<Framing> looks = looks(FIVE, SIXTY_EIGHT);

    assertThat(x(looks.get(0), 10)).isWithin(1e-9).of(30);
    assertThat(x(looks.get(1), 0)).isWithin(1e-9).of(10);
    assertThat(x(looks.get(1), 40)).isWithin(1e-9).of(90);
  }

  @Test
  void looks_oneSourceAlone_laysBoth() {
    List<Framing> looks = looks(FIVE, List.of());

    assertThat(x(looks.get(0), 0)).isWithin(1e-9).of(30);
    assertThat(x(looks.get(1), 0)).isWithin(1e-9).of(10);
  }

  @Test
  void looks_noPoints_areNone() {
    assertThat(looks(List.of(), List.of())).isEmpty();
  }
}
