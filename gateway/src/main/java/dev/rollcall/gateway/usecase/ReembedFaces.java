package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.domain.attendance.EnrolledFace;
import dev.rollcall.gateway.domain.attendance.EnrolmentRules;
import dev.rollcall.gateway.domain.face.Analysis;
import dev.rollcall.gateway.domain.face.Embedder;
import dev.rollcall.gateway.domain.face.Embedding;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Feature;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.port.FaceAnalyzer;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.PeopleStore.UnreadFace;
import dev.rollcall.gateway.port.PictureVault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * After a change of embedder: reads every enrolled picture again and adds the new template beside
 * the old one, which serves as long as the old embedder does.
 *
 * <p>Killed in the middle, it goes on where it was: what has a template is not read again. A
 * picture that the new networks cannot use keeps its old template alone and is counted as left
 * behind.
 */
public final class ReembedFaces {
  private static final int FACES_A_PAGE = 100;
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  private final FaceAnalyzer analyzer;
  private final PeopleStore people;
  private final PictureVault vault;
  private final GalleryKeeper keeper;
  private final InstantSource clock;

  public ReembedFaces(
      FaceAnalyzer analyzer,
      PeopleStore people,
      PictureVault vault,
      GalleryKeeper keeper,
      InstantSource clock) {
    this.analyzer = analyzer;
    this.people = people;
    this.vault = vault;
    this.keeper = keeper;
    this.clock = clock;
  }

  /** Told after each face. */
  public interface Progress {
    void at(Result soFar);
  }

  /**
   * How far it is.
   *
   * @param read faces that now have a template of the embedder
   * @param leftBehind faces whose picture the networks cannot use, or that have none
   */
  public record Result(int read, int leftBehind) {}

  /**
   * Reads what the embedder loaded now has not read.
   *
   * @throws ProblemException where the store, the vault or the inference server is away; what is
   *     done stays done
   */
  public Result run(Progress progress) {
    Optional<ModelCatalog.Recognition> recognition = analyzer.models(call()).recognition();
    Result result = new Result(0, 0);
    if (recognition.isEmpty()) {
      return result;
    }
    Embedder embedder = recognition.get().embedder();
    String after = "";
    while (true) {
      List<UnreadFace> page = people.facesWithout(embedder, after, FACES_A_PAGE);
      if (page.isEmpty()) {
        return result;
      }
      for (UnreadFace face : page) {
        result =
            read(face, embedder)
                ? new Result(result.read() + 1, result.leftBehind())
                : new Result(result.read(), result.leftBehind() + 1);
        progress.at(result);
      }
      after = page.get(page.size() - 1).id();
    }
  }

  private boolean read(UnreadFace face, Embedder embedder) {
    Face seen = vault.read(face.id()).flatMap(this::look).orElse(null);
    Embedding template = seen == null ? null : seen.embedding();
    if (seen == null || template == null || !template.embedder().equals(embedder)) {
      return false;
    }
    EnrolledFace read =
        new EnrolledFace(
            face.id(),
            face.personId(),
            template,
            face.mediaType(),
            face.createdAt(),
            seen.weight());
    keeper.store(
        face.organisationId(),
        List.of(read),
        () -> people.addTemplate(read.id(), read.template(), read.quality()));
    return true;
  }

  private Optional<Face> look(byte[] bytes) {
    try {
      Analysis analysis =
          analyzer.analyze(
              Picture.of(bytes), EnumSet.of(Feature.EMBEDDING, Feature.QUALITY), call());
      return Optional.ofNullable(EnrolmentRules.chooseAgain(analysis).face());
    } catch (ProblemException e) {
      if (e.code().concernsOnePicture()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private CallContext call() {
    return new CallContext("re-embed", Deadline.after(LONGEST_CALL, clock));
  }
}
