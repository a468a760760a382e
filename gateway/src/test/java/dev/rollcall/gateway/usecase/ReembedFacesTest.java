package dev.rollcall.gateway.usecase;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.gateway.adapter.memory.MemoryGallery;
import dev.rollcall.gateway.adapter.memory.ScriptedAnalyzer;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.port.Faces;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReembedFacesTest {
  private static final Embedder NEXT = new Embedder("arc", "2");

  private final Site site = new Site();
  private final ScriptedAnalyzer next = new ScriptedAnalyzer(catalog());

  private static ModelCatalog catalog() {
    return new ModelCatalog(
        "cpu",
        "",
        "next",
        List.of(
            new Model(
                NEXT.id(),
                NEXT.version(),
                "RECOGNITION",
                "",
                "",
                false,
                "",
                "",
                List.of(),
                0.5,
                List.of())));
  }

  private static Embedding nextAt(double radians) {
    return new Embedding(new float[] {(float) Math.cos(radians), (float) Math.sin(radians)}, NEXT);
  }

  private ReembedFaces reembed() {
    return new ReembedFaces(next, site.stores.people(), site.vault, site.keeper, site.clock);
  }

  /** What the next networks see in the picture that this person was enrolled with. */
  private void shows(Enrolled person, double radians) {
    byte[] picture = site.vault.read(person.accepted().get(0).id()).orElseThrow();
    next.show(picture, List.of(Faces.face(100, nextAt(radians))));
  }

  @Test
  void run_addsTemplatesBesideTheOldOnes_andCountsWhatItCannotUse() {
    Enrolled ada = site.enrol("Ada", 0.1);
    Enrolled bo = site.enrol("Bo", 1);
    shows(ada, 2);
    byte[] picture = site.vault.read(bo.accepted().get(0).id()).orElseThrow();
    next.show(picture, List.of());

    ReembedFaces.Result result = reembed().run(soFar -> {});

    assertThat(result).isEqualTo(new ReembedFaces.Result(1, 1));
    MemoryGallery gallery = site.gallery;
    assertThat(gallery.size(Faces.SITE, Faces.EMBEDDER)).isEqualTo(2);
    assertThat(gallery.size(Faces.SITE, NEXT)).isEqualTo(1);
  }

  @Test
  void run_stoppedInTheMiddle_goesOnWhereItWas() {
    shows(site.enrol("Ada", 0.1), 2);
    shows(site.enrol("Bo", 1), 3);
    assertThrows(
        IllegalStateException.class,
        () ->
            reembed()
                .run(
                    soFar -> {
                      throw new IllegalStateException("killed");
                    }));

    assertThat(reembed().run(soFar -> {})).isEqualTo(new ReembedFaces.Result(1, 0));
    assertThat(reembed().run(soFar -> {})).isEqualTo(new ReembedFaces.Result(0, 0));
  }
}
