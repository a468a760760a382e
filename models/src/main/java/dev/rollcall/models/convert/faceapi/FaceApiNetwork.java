package dev.rollcall.models.convert.faceapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.Immutable;
import dev.rollcall.models.convert.graph.Network;
import dev.rollcall.models.convert.tfjs.WeightsManifest;
import java.io.IOException;
import java.nio.file.Path;

/** The networks that can be read, by the layers they are made of. */
public enum FaceApiNetwork {
  SSD_MOBILENET_V1(SsdMobilenet::build),
  FACE_LANDMARK_68(Landmarks68::build),
  FACE_RECOGNITION(Recognition::build),
  AGE_GENDER(AgeGender::build),
  FACE_EXPRESSION(Expression::build);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Builder builder;

  FaceApiNetwork(Builder builder) {
    this.builder = builder;
  }

  @Immutable
  private interface Builder {
    Network build(Layers layers) throws IOException;
  }

  /**
   * Reads the weights and lays the layers.
   *
   * @param manifest the {@code ...-weights_manifest.json}, its weights beside it
   * @throws dev.rollcall.models.convert.ConversionException where a weight is missing or misshapen
   */
  public Network read(Path manifest) throws IOException {
    Path folder = manifest.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException(manifest + " has no folder");
    }
    WeightsManifest weights = WeightsManifest.read(JSON.readTree(manifest.toFile()), folder);
    return builder.build(new Layers(weights));
  }
}
