package dev.rollcall.gateway.port;

import static com.google.common.truth.Truth.assertThat;

import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.Nearest;
import dev.rollcall.gateway.domain.attendance.Person;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every gallery does. */
public abstract class GalleryContract {
  private final Person ann = Faces.person("Ann");
  private final Person bob = Faces.person("Bob");
  private Gallery gallery;

  protected abstract Gallery empty();

  @BeforeEach
  void open() {
    gallery = empty();
  }

  @Test
  void emptyGallery_knowsNobody() {
    assertThat(gallery.nearest(Faces.SITE, Faces.at(0))).isEqualTo(Nearest.NOBODY);
    assertThat(gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(0);
  }

  @Test
  void nearest_isByEachPersonsMean() {
    gallery.add(Faces.SITE, Faces.shot(ann, 0.1));
    gallery.add(Faces.SITE, Faces.shot(bob, 0.9));
    gallery.add(Faces.SITE, Faces.shot(ann, 0.3));
    Nearest nearest = gallery.nearest(Faces.SITE, Faces.at(0));
    assertThat(Objects.requireNonNull(nearest.first()).personId()).isEqualTo(ann.id());
    assertThat(nearest.first().distance()).isWithin(1e-5).of(2 * Math.sin(0.1));
    assertThat(Objects.requireNonNull(nearest.second()).personId()).isEqualTo(bob.id());
    assertThat(nearest.second().distance()).isWithin(1e-5).of(2 * Math.sin(0.45));
  }

  @Test
  void mean_countsAGoodShotMoreThanABadOne() {
    gallery.add(Faces.SITE, shot(0, 1));
    gallery.add(Faces.SITE, shot(1, 0));
    Nearest nearest = gallery.nearest(Faces.SITE, Faces.at(0));
    // Weights 1 and 0.05: the direction of (1 + 0.05 cos 1, 0.05 sin 1).
    double angle = Math.atan2(0.05 * Math.sin(1), 1 + 0.05 * Math.cos(1));
    assertThat(Objects.requireNonNull(nearest.first()).distance())
        .isWithin(1e-5)
        .of(2 * Math.sin(angle / 2));
  }

  private EnrolledFace shot(double radians, double quality) {
    return new EnrolledFace(
        Faces.id(), ann.id(), Faces.at(radians), "image/jpeg", Faces.NOW, quality);
  }

  @Test
  void onePerson_hasNoSecond() {
    gallery.add(Faces.SITE, Faces.shot(ann, 0.1));
    gallery.add(Faces.SITE, Faces.shot(ann, 0.2));
    assertThat(gallery.nearest(Faces.SITE, Faces.at(0)).second()).isNull();
  }

  @Test
  void face_addedTwice_standsOnce() {
    EnrolledFace face = Faces.shot(ann, 1);
    gallery.add(Faces.SITE, face);
    gallery.add(Faces.SITE, face);
    assertThat(gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(1);
    gallery.remove(ann.id());
    assertThat(gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(0);
    gallery.add(Faces.SITE, face);
    assertThat(gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(1);
  }

  @Test
  void facesOfAnotherEmbedder_areNotCompared() {
    Embedder next = new Embedder("arc", "2");
    gallery.add(
        Faces.SITE,
        new EnrolledFace(Faces.id(), ann.id(), Faces.at(0, next), "image/jpeg", Faces.NOW));
    assertThat(gallery.nearest(Faces.SITE, Faces.at(0))).isEqualTo(Nearest.NOBODY);
    assertThat(gallery.size(Faces.SITE, next)).isEqualTo(1);
  }

  @Test
  void removedPerson_isNotFound_theOthersAre() {
    for (int i = 0; i < 3000; i++) {
      gallery.add(Faces.SITE, Faces.shot(i % 3 == 0 ? bob : ann, i % 3 == 0 ? 1 : i / 1000.0));
    }
    gallery.remove(ann.id());
    gallery.remove(ann.id());
    assertThat(gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(1000);
    Nearest nearest = gallery.nearest(Faces.SITE, Faces.at(1));
    assertThat(Objects.requireNonNull(nearest.first()).personId()).isEqualTo(bob.id());
    assertThat(nearest.first().distance()).isLessThan(0.002);
    assertThat(nearest.second()).isNull();
    gallery.clear();
    assertThat(gallery.nearest(Faces.SITE, Faces.at(1))).isEqualTo(Nearest.NOBODY);
  }

  @Test
  void nearest_isThatOfAPlainSearch_inAnyNumberOfDimensions() {
    Random random = new Random(5);
    for (int dimensions : new int[] {7, 128, 514}) {
      Embedder embedder = new Embedder("wide", String.valueOf(dimensions));
      List<EnrolledFace> faces = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Person person = Faces.person("P" + i);
        faces.add(
            new EnrolledFace(
                Faces.id(), person.id(), random(dimensions, embedder, random), "", Faces.NOW));
      }
      faces.forEach(face -> gallery.add(Faces.SITE, face));
      Embedding probe = random(dimensions, embedder, random);
      String expected = "";
      double least = Double.MAX_VALUE;
      for (EnrolledFace face : faces) {
        double distance = distance(face.template().toArray(), probe.toArray());
        if (distance < least) {
          least = distance;
          expected = face.personId();
        }
      }
      Nearest nearest = gallery.nearest(Faces.SITE, probe);
      assertThat(Objects.requireNonNull(nearest.first()).personId()).isEqualTo(expected);
      assertThat(nearest.first().distance()).isWithin(1e-5).of(least);
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private static Embedding random(int dimensions, Embedder embedder, Random random) {
    float[] values = new float[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      values[i] = (float) random.nextGaussian();
      squares += (double) values[i] * values[i];
    }
    for (int i = 0; i < dimensions; i++) {
      values[i] /= (float) Math.sqrt(squares);
    }
    return new Embedding(values, embedder);
  }

  @Test
  void faces_ofOrganisations_neverMeet() {
    gallery.add(Faces.OTHER_SITE, Faces.shot(ann, 0));
    assertThat(gallery.nearest(Faces.SITE, Faces.at(0))).isEqualTo(Nearest.NOBODY);
    assertThat(gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(0);
    assertThat(gallery.size(Faces.OTHER_SITE, Faces.EMBEDDER)).isEqualTo(1);
  }
}
