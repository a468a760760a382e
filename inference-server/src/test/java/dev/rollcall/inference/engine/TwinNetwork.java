package dev.rollcall.inference.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the twin's networks say of a picture in which faces are plain red rectangles: red is 255 in
 * a face and 0 elsewhere, green and blue tell who it is.
 */
public enum TwinNetwork {
  /** {@code mean [3]}: of red, green and blue. */
  MEAN {
    @Override
    Map<String, float[]> answer(Raster picture) {
      return Map.of("mean", mean(picture));
    }
  },
  /** Red rectangles that do not touch; none that fills more than four fifths of a side. */
  DETECTION {
    @Override
    Map<String, float[]> answer(Raster picture) {
      float[] boxes = new float[MOST_FACES * 4];
      float[] scores = new float[MOST_FACES];
      List<int[]> faces = rectangles(picture);
      for (int i = 0; i < Math.min(MOST_FACES, faces.size()); i++) {
        int[] face = faces.get(i);
        boolean close =
            face[2] - face[0] > 0.8 * picture.width() || face[3] - face[1] > 0.8 * picture.height();
        scores[i] = close ? 0 : 0.9f;
        for (int k = 0; k < 4; k++) {
          boxes[4 * i + k] = face[k];
        }
      }
      return Map.of("boxes", boxes, "scores", scores);
    }
  },
  /** Points on a grid: eyes, nose and mouth stand where a face's do. */
  LANDMARKS {
    @Override
    Map<String, float[]> answer(Raster picture) {
      float[] points = new float[68 * 2];
      for (int i = 0; i < 68; i++) {
        points[2 * i] = i >= 36 && i < 42 ? 0.3f : i >= 42 && i < 48 ? 0.7f : 0.5f;
        points[2 * i + 1] = i >= 36 && i < 48 ? 0.4f : i < 36 ? 0.6f : 0.8f;
      }
      points[2 * 48] = 0.35f;
      points[2 * 54] = 0.65f;
      return Map.of("points", points);
    }
  },
  /** {@code embedding [3]}: the colour. */
  RECOGNITION {
    @Override
    Map<String, float[]> answer(Raster picture) {
      return Map.of("embedding", centre(picture));
    }
  },
  /** Green is the age; blue above 127 is male. */
  AGE_GENDER {
    @Override
    Map<String, float[]> answer(Raster picture) {
      float[] colour = centre(picture);
      float male = colour[2] / 255;
      return Map.of("age", new float[] {colour[1]}, "gender", new float[] {1 - male, male});
    }
  },
  /** Happy as blue says, else sad. */
  EMOTION {
    @Override
    Map<String, float[]> answer(Raster picture) {
      float happy = centre(picture)[2] / 255;
      return Map.of("probabilities", new float[] {happy, 1 - happy});
    }
  };

  private static final int MOST_FACES = 8;

  abstract Map<String, float[]> answer(Raster picture);

  private static float[] mean(Raster picture) {
    double[] sum = new double[3];
    for (int i = 0; i < picture.rgb().length; i++) {
      sum[i % 3] += picture.rgb()[i] & 0xFF;
    }
    int pixels = picture.height() * picture.width();
    return new float[] {
      (float) (sum[0] / pixels), (float) (sum[1] / pixels), (float) (sum[2] / pixels)
    };
  }

  private static float[] centre(Raster picture) {
    int at = (picture.height() / 2 * picture.width() + picture.width() / 2) * 3;
    return new float[] {
      picture.rgb()[at] & 0xFF, picture.rgb()[at + 1] & 0xFF, picture.rgb()[at + 2] & 0xFF
    };
  }

  private static List<int[]> rectangles(Raster picture) {
    boolean[] seen = new boolean[picture.width() * picture.height()];
    List<int[]> found = new ArrayList<>();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (!seen[y * picture.width() + x] && isFace(picture, x, y)) {
          found.add(rectangle(picture, seen, x, y));
        }
      }
    }
    return found;
  }

  private static int[] rectangle(Raster picture, boolean[] seen, int left, int top) {
    int right = left;
    while (right < picture.width() && isFace(picture, right, top)) {
      right++;
    }
    int bottom = top;
    while (bottom < picture.height() && isFace(picture, left, bottom)) {
      bottom++;
    }
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        seen[y * picture.width() + x] = true;
      }
    }
    return new int[] {left, top, right, bottom};
  }

  private static boolean isFace(Raster picture, int x, int y) {
    return (picture.rgb()[(y * picture.width() + x) * 3] & 0xFF) > 127;
  }
}
