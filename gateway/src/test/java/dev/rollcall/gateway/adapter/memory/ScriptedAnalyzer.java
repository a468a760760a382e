package dev.rollcall.gateway.adapter.memory;

import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.Liveness;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.FaceAnalyzer;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows some pictures by their bytes and tells what was said about them; any other picture is
 * IMAGE_CORRUPT.
 */
public final class ScriptedAnalyzer implements FaceAnalyzer {
  private final ModelCatalog catalog;
  private final Map<ByteBuffer, List<Face>> pictures = new HashMap<>();
  private @Nullable ProblemException failure;

  public ScriptedAnalyzer(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  /** From now on this picture shows these faces. */
  public synchronized void show(byte[] picture, List<Face> faces) {
    pictures.put(ByteBuffer.wrap(picture.clone()), faces);
  }

  /** From now on every call fails so; null: works again. */
  public synchronized void fail(@Nullable ProblemException with) {
    failure = with;
  }

  @Override
  public synchronized Analysis analyze(
      Picture picture, Set<Feature> features, CallContext context) {
    refuse();
    List<Face> faces = pictures.get(ByteBuffer.wrap(picture.bytes()));
    if (faces == null) {
      throw new ProblemException(ProblemCode.IMAGE_CORRUPT, "The picture is damaged.");
    }
    return new Analysis(
        640, 480, faces.stream().map(face -> with(face, features)).toList(), Map.of());
  }

  private void refuse() {
    if (failure != null) {
      throw failure;
    }
  }

  private static Face with(Face face, Set<Feature> features) {
    boolean attributes = features.contains(Feature.AGE_GENDER);
    return new Face(
        face.box(),
        face.landmarks(),
        features.contains(Feature.EMBEDDING) ? face.embedding() : null,
        attributes ? face.age() : null,
        attributes ? face.gender() : null,
        features.contains(Feature.EMOTION) ? face.emotion() : null,
        features.contains(Feature.LIVENESS) ? face.liveness() : Liveness.NOT_CHECKED,
        features.contains(Feature.QUALITY) ? face.quality() : null);
  }

  @Override
  public synchronized ModelCatalog models(CallContext context) {
    refuse();
    return catalog;
  }
}
