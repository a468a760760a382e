package dev.rollcall.models.packs;

import dev.rollcall.inference.catalog.Crop;
import java.util.ArrayList;
import java.util.List;

/**
 * How dlib cuts the face that its recognition network was trained on: a similarity carries the
 * inner points (nose, eyes, mouth; brows and jaw move too much) onto a mean face, with a quarter of
 * it as a margin all round.
 */
final class DlibChip {
  /** Pixels a side. */
  static final int SIDE = 150;

  private static final double MARGIN = 0.25;

  /**
   * On pairs of LFW that no figure is of, two looks tell people apart better than one. They are
   * laid by the points of two networks, which err on different faces: of six ways that the mesh and
   * the 68 may share the looks, tried on 872 of its pictures, the mesh for the wide one and the 68
   * for the closer one found most at a false match rate of 1e-5 (72 %, against 64 % by the 68
   * alone).
   */
  private static final double CLOSER = 1.15;

  // Of iBUG's 68: nose 27-35, eyes 36-47, the mouth without its lower lip 48-54, 60-64.
  private static final int[] INDICES = {
    27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50,
    51, 52, 53, 54, 60, 61, 62, 63, 64
  };

  // The same places of the face mesh's 468.
  private static final List<Integer> MESH =
      List.of(
          168, 197, 5, 4, 75, 97, 2, 326, 305, 33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373,
          380, 61, 39, 37, 0, 267, 269, 291, 78, 82, 13, 312, 308);

  // dlib's mean face (dlib/image_transforms/interpolation.h, get_face_chip_details): x, y of each.
  private static final double[] MEAN_FACE = {
    0.490127, 0.203352, 0.490127, 0.307009, 0.490127, 0.409805, 0.490127, 0.515625, 0.36688,
    0.587326, 0.426036, 0.609345, 0.490127, 0.628106, 0.554217, 0.609345, 0.613373, 0.587326,
    0.121737, 0.216423, 0.187122, 0.178758, 0.265825, 0.179852, 0.334606, 0.231733, 0.260918,
    0.245099, 0.182743, 0.244077, 0.645647, 0.231733, 0.714428, 0.179852, 0.793132, 0.178758,
    0.858516, 0.216423, 0.79751, 0.244077, 0.719335, 0.245099, 0.254149, 0.780233, 0.340985,
    0.745405, 0.428858, 0.727388, 0.490127, 0.742578, 0.551395, 0.727388, 0.639268, 0.745405,
    0.726104, 0.780233, 0.290379, 0.784792, 0.428096, 0.778746, 0.490127, 0.785343, 0.552157,
    0.778746, 0.689874, 0.784792
  };

  private DlibChip() {}

  static Crop.Similarity byMeshAndLandmarks() {
    List<Integer> indices = new ArrayList<>();
    List<List<Double>> template = new ArrayList<>();
    for (int i = 0; i < INDICES.length; i++) {
      indices.add(INDICES[i]);
      template.add(List.of(pixels(MEAN_FACE[2 * i]), pixels(MEAN_FACE[2 * i + 1])));
    }
    return new Crop.Similarity(
        Crop.PointSource.MESH,
        MESH,
        template,
        CLOSER,
        new Crop.Points(Crop.PointSource.LANDMARKS_68, indices));
  }

  private static double pixels(double fraction) {
    double side = (MARGIN + fraction) / (2 * MARGIN + 1) * SIDE;
    return Math.round(side * 1e4) / 1e4;
  }
}
