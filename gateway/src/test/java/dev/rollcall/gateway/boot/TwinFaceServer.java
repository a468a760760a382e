package dev.rollcall.gateway.boot;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.rollcall.proto.inference.v1.AgeEstimate;
import dev.rollcall.proto.inference.v1.AnalyzeFacesRequest;
import dev.rollcall.proto.inference.v1.AnalyzeFacesResponse;
import dev.rollcall.proto.inference.v1.BoundingBox;
import dev.rollcall.proto.inference.v1.DetectFacesRequest;
import dev.rollcall.proto.inference.v1.DetectFacesResponse;
import dev.rollcall.proto.inference.v1.Embedding;
import dev.rollcall.proto.inference.v1.EmotionEstimate;
import dev.rollcall.proto.inference.v1.Face;
import dev.rollcall.proto.inference.v1.FaceServiceGrpc;
import dev.rollcall.proto.inference.v1.GenderEstimate;
import dev.rollcall.proto.inference.v1.GetModelReportRequest;
import dev.rollcall.proto.inference.v1.GetModelReportResponse;
import dev.rollcall.proto.inference.v1.ImageSize;
import dev.rollcall.proto.inference.v1.ListModelsRequest;
import dev.rollcall.proto.inference.v1.ListModelsResponse;
import dev.rollcall.proto.inference.v1.ListStoredModelsRequest;
import dev.rollcall.proto.inference.v1.ListStoredModelsResponse;
import dev.rollcall.proto.inference.v1.ModelInfo;
import dev.rollcall.proto.inference.v1.ModelServiceGrpc;
import dev.rollcall.proto.inference.v1.Quality;
import dev.rollcall.proto.inference.v1.ServeModelRequest;
import dev.rollcall.proto.inference.v1.ServeModelResponse;
import dev.rollcall.proto.inference.v1.StoredModelInfo;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An inference server for pictures that say in words who is in them: JPEG's first bytes and then
 * names, such as {@code ada bo}. A name has an embedding of its own; {@code nobody} has no face,
 * {@code broken} cannot be decoded, for {@code busy} there is no room in the next 7 seconds, and
 * whose name begins with {@code grandpa} looks like a man of 70.
 */
final class TwinFaceServer implements AutoCloseable {
  private static final int DIMENSIONS = 64;
  private static final String EMBEDDER = "twin";
  static final int BUSY_SECONDS = 7;

  private final Server server;

  TwinFaceServer() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .maxInboundMessageSize(32 << 20)
            .addService(new Service())
            .addService(new Store())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  /** A picture of these people, largest first. */
  static byte[] picture(String... names) {
    byte[] words = String.join(" ", names).getBytes(StandardCharsets.UTF_8);
    byte[] picture = new byte[words.length + 3];
    picture[0] = (byte) 0xff;
    picture[1] = (byte) 0xd8;
    picture[2] = (byte) 0xff;
    System.arraycopy(words, 0, picture, 3, words.length);
    return picture;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Service extends FaceServiceGrpc.FaceServiceImplBase {
    @Override
    public void analyzeFaces(
        AnalyzeFacesRequest request, StreamObserver<AnalyzeFacesResponse> answer) {
      List<Face> faces = faces(request.getImage(), answer);
      if (faces != null) {
        answer.onNext(
            AnalyzeFacesResponse.newBuilder().setImageSize(size()).addAllFaces(faces).build());
        answer.onCompleted();
      }
    }

    @Override
    public void detectFaces(
        DetectFacesRequest request, StreamObserver<DetectFacesResponse> answer) {
      List<Face> faces = faces(request.getImage(), answer);
      if (faces != null) {
        answer.onNext(
            DetectFacesResponse.newBuilder().setImageSize(size()).addAllFaces(faces).build());
        answer.onCompleted();
      }
    }

    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> answer) {
      answer.onNext(
          ListModelsResponse.newBuilder()
              .setDevice("cpu")
              .setPack("twins")
              .addModels(
                  ModelInfo.newBuilder()
                      .setId(EMBEDDER)
                      .setVersion("1")
                      .setTask("RECOGNITION")
                      .setThreshold(0.5))
              .addModels(ModelInfo.newBuilder().setId("looks").setTask("EMOTION"))
              .build());
      answer.onCompleted();
    }

    private static ImageSize size() {
      return ImageSize.newBuilder().setWidth(640).setHeight(480).build();
    }

    /** Null where an error went out instead. */
    private static @org.jspecify.annotations.Nullable List<Face> faces(
        ByteString image, StreamObserver<?> answer) {
      String words = image.substring(3).toString(StandardCharsets.UTF_8);
      if (words.startsWith("busy")) {
        answer.onError(
            StatusProto.toStatusRuntimeException(
                com.google.rpc.Status.newBuilder()
                    .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
                    .addDetails(
                        com.google.protobuf.Any.pack(
                            RetryInfo.newBuilder()
                                .setRetryDelay(Duration.newBuilder().setSeconds(BUSY_SECONDS))
                                .build()))
                    .build()));
        return null;
      }
      if (words.startsWith("broken")) {
        answer.onError(
            StatusProto.toStatusRuntimeException(
                com.google.rpc.Status.newBuilder()
                    .setCode(Code.INVALID_ARGUMENT_VALUE)
                    .addDetails(
                        com.google.protobuf.Any.pack(
                            ErrorInfo.newBuilder().setReason("CORRUPT_IMAGE").build()))
                    .build()));
        return null;
      }
      List<Face> faces = new ArrayList<>();
      float side = 256;
      for (String name : words.split(" ", -1)) {
        if (!name.equals("nobody")) {
          faces.add(face(name, side));
          side /= 2;
        }
      }
      return faces;
    }

    private static Face face(String name, float side) {
      Face.Builder face = face(side).setEmbedding(embedding(name));
      if (name.startsWith("grandpa")) {
        face.setAge(AgeEstimate.newBuilder().setValue(70).setLow(65).setHigh(75))
            .setGender(GenderEstimate.newBuilder().setValue("male").setProbability(0.99f));
      }
      return face.build();
    }

    private static Embedding.Builder embedding(String name) {
      return Embedding.newBuilder()
          .addAllValues(unit(name))
          .setEmbedderId(EMBEDDER)
          .setEmbedderVersion("1");
    }

    private static Face.Builder face(float side) {
      return Face.newBuilder()
          .setBox(
              BoundingBox.newBuilder()
                  .setXMin(10)
                  .setYMin(10)
                  .setXMax(10 + side)
                  .setYMax(10 + side)
                  .setProbability(0.99f))
          .setEmotion(
              EmotionEstimate.newBuilder()
                  .setValue("happy")
                  .putProbabilities("happy", 0.9f)
                  .putProbabilities("sad", 0.1f))
          .setQuality(Quality.newBuilder().setScore(0.9f));
    }

    private static List<Float> unit(String name) {
      Random random = new Random(name.hashCode());
      double[] values = random.doubles(DIMENSIONS, -1, 1).toArray();
      double squares = 0;
      for (double value : values) {
        squares += value * value;
      }
      List<Float> unit = new ArrayList<>();
      for (double value : values) {
        unit.add((float) (value / Math.sqrt(squares)));
      }
      return unit;
    }
  }

  /** Two networks for emotion, of which one serves. */
  private static final class Store extends ModelServiceGrpc.ModelServiceImplBase {
    private final AtomicReference<String> serving = new AtomicReference<>("looks");

    @Override
    public void listStoredModels(
        ListStoredModelsRequest request, StreamObserver<ListStoredModelsResponse> answer) {
      answer.onNext(
          ListStoredModelsResponse.newBuilder()
              .setDevice("cpu")
              .setPack("twins")
              .addModels(emotion("looks"))
              .addModels(emotion("own"))
              .build());
      answer.onCompleted();
    }

    private StoredModelInfo emotion(String id) {
      ModelInfo.Builder model =
          ModelInfo.newBuilder()
              .setId(id)
              .setVersion("1")
              .setTask("EMOTION")
              .setLicence("Apache-2.0")
              .setTrainingData("drawn faces")
              .setResearchOnly(true)
              .addAccuracy(
                  dev.rollcall.proto.inference.v1.Accuracy.newBuilder()
                      .setMetric("accuracy")
                      .setValue(0.75)
                      .setN(400)
                      .setProtocol("held out"));
      return StoredModelInfo.newBuilder()
          .setModel(model)
          .setServing(id.equals(serving.get()))
          .setTrainedHere(id.equals("own"))
          .setHasReport(id.equals("own"))
          .setSwitchable(true)
          .build();
    }

    @Override
    public void getModelReport(
        GetModelReportRequest request, StreamObserver<GetModelReportResponse> answer) {
      if (!request.getId().equals("own")) {
        answer.onError(refusal(Code.NOT_FOUND, "UNKNOWN_MODEL", "the store holds no report"));
        return;
      }
      answer.onNext(GetModelReportResponse.newBuilder().setHtml("<h1>Own 1</h1>").build());
      answer.onCompleted();
    }

    @Override
    public void serveModel(ServeModelRequest request, StreamObserver<ServeModelResponse> answer) {
      if (request.getId().equals(EMBEDDER)) {
        answer.onError(
            refusal(Code.FAILED_PRECONDITION, "MODEL_NOT_SWITCHABLE", "faces belong to it"));
        return;
      }
      if (!request.getTask().equals("EMOTION") || !request.getVersion().equals("1")) {
        answer.onError(refusal(Code.NOT_FOUND, "UNKNOWN_MODEL", "the store holds no such one"));
        return;
      }
      serving.set(request.getId());
      answer.onNext(ServeModelResponse.newBuilder().setModel(emotion(request.getId())).build());
      answer.onCompleted();
    }

    private static StatusRuntimeException refusal(Code code, String reason, String words) {
      return StatusProto.toStatusRuntimeException(
          com.google.rpc.Status.newBuilder()
              .setCode(code.getNumber())
              .setMessage(words)
              .addDetails(
                  com.google.protobuf.Any.pack(ErrorInfo.newBuilder().setReason(reason).build()))
              .build());
    }
  }
}
