package dev.rollcall.gateway.adapter.gallery;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Nearest;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.Gallery;
import dev.rollcall.gateway.port.GalleryContract;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactGalleryTest extends GalleryContract {
  @Override
  protected Gallery empty() {
    return new ExactGallery();
  }

  /** Galleries of 8,000 people with 166,000 shots fail, or find somebody else. */
  @Test
  void pain12_largeGallery_findsEachOne() {
    Gallery gallery = empty();
    int people = 8_000;
    int shots = 166_000;
    Random random = new Random(12);
    float[][] faces = new float[people][];
    for (int i = 0; i < shots; i++) {
      int person = i % people;
      if (faces[person] == null) {
        faces[person] = unit(random, new float[64], 1);
      }
      gallery.add(
          Faces.SITE,
          new EnrolledFace(
              "S" + i,
              "P" + person,
              new Embedding(unit(random, faces[person], 0.05), Faces.EMBEDDER),
              "image/jpeg",
              Faces.NOW,
              1));
    }
    assertThat(gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(shots);
    for (int person = 0; person < people; person += 97) {
      Embedding probe = new Embedding(unit(random, faces[person], 0.05), Faces.EMBEDDER);
      Nearest nearest = gallery.nearest(Faces.SITE, probe);
      assertThat(Objects.requireNonNull(nearest.first()).personId()).isEqualTo("P" + person);
      assertThat(nearest.first().distance())
          .isLessThan(Objects.requireNonNull(nearest.second()).distance());
    }
  }

  /** A point near another, on the unit sphere. */
  private static float[] unit(Random random, float[] near, double spread) {
    double[] values = new double[near.length];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = near[i] + spread * random.nextGaussian();
      squares += values[i] * values[i];
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(squares));
    }
    return unit;
  }
}
